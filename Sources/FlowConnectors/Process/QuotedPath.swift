/// Paths for programs that read lines.
enum QuotedPath {
    /// A path in double quotes, with a backslash before those that are in it and before backslashes.
    static func text(_ path: String) -> String {
        var word = "\""
        for scalar in path.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { word.unicodeScalars.append("\\") }
            word.unicodeScalars.append(scalar)
        }
        return word + "\""
    }
}
