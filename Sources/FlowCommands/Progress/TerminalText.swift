/// How texts lie on the columns of a terminal.
enum TerminalText {
    /// How many columns a scalar takes: none for combining marks, two for the wide ones of East Asia and pictures.
    static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20..<0x300: return 1
        case 0..<0x20, 0x7F..<0xA0: return 0
        case 0x200B...0x200F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: return 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default:
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: return 0
            default: return 1
            }
        }
    }

    /// How many columns a text takes.
    static func width(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
    }

    /// The text, cut to so many columns; `~` stands for what is missing.
    static func cut(_ text: String, to columns: Int) -> String {
        guard columns > 0 else { return "" }
        guard width(of: text) > columns else { return text }
        var result = String.UnicodeScalarView()
        var used = 0
        for scalar in text.unicodeScalars {
            let width = width(of: scalar)
            if used + width > columns - 1 { break }
            result.append(scalar)
            used += width
        }
        return String(result) + "~"
    }

    /// The text, cut or filled with blanks to so many columns.
    static func fitted(_ text: String, to columns: Int) -> String {
        let text = cut(text, to: columns)
        return text + String(repeating: " ", count: max(0, columns - width(of: text)))
    }

    /// The first line of a text a script gave, without anything that drives the terminal.
    static func oneLine(_ text: String) -> String {
        let line = text.prefix(400).prefix { $0 != "\n" && $0 != "\r\n" }
        return Console.printable(String(line)).replacing("\t", with: " ")
    }

    /// A time span, as `0:07`, `12:30`, `3:00:00`, `2d 3:00`.
    static func span(seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let seconds = max(0, seconds)
        let (minutes, hours) = (seconds / 60 % 60, seconds / 3600)
        if hours >= 24 { return "\(hours / 24)d \(hours % 24):\(two(minutes))" }
        if hours > 0 { return "\(hours):\(two(minutes)):\(two(seconds % 60))" }
        return "\(minutes):\(two(seconds % 60))"
    }
}
