import FlowModel

/// Lays executions out as lines for a terminal.
struct ProgressLayout {
    /// Columns of the terminal.
    let width: Int
    /// Lines that may be used.
    let height: Int
    let hasColours: Bool
    /// The time now.
    let now: ScriptTime
    /// When the process began.
    let start: ScriptTime

    private static let stateWidth = 9
    private static let leastDetail = 12

    /// The lines, none wider than the terminal and no more than its height; none when nothing is left to show.
    func lines(_ progress: ExecutionProgress) -> [String] {
        let total = progress.nodes.count + progress.others.count
        guard total > 0, height >= 2, width >= 20 else { return [] }
        let places = height - 1
        let nodes = progress.shown(limit: total > places ? places - 1 : places)
        var lines = [coloured(heading(progress), "1")] + rows(nodes)
        let hidden = total - nodes.count
        if hidden > 0 { lines.append(TerminalText.cut("... \(hidden) more", to: width - 1)) }
        return lines
    }

    private func heading(_ progress: ExecutionProgress) -> String {
        var counts: [(String, Int)] = [
            ("running", 0), ("pending", 0), ("waiting", progress.others.count), ("paused", 0),
        ]
        for node in progress.nodes.values {
            switch node.status {
            case .running: counts[0].1 += 1
            case .pending: counts[1].1 += 1
            case .paused: counts[3].1 += 1
            default: counts[2].1 += 1
            }
        }
        counts.append(("ended", progress.endedCount - progress.failedCount))
        counts.append(("failed", progress.failedCount))
        let parts = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        return TerminalText.cut("\(elapsed(since: start))  " + parts.joined(separator: ", "), to: width - 1)
    }

    // MARK: - Rows

    private func rows(_ nodes: [ExecutionProgress.Node]) -> [String] {
        let known = Set(nodes.map(\.id))
        var below: [ExecutionID?: [ExecutionProgress.Node]] = [:]
        for node in nodes { below[node.parent.flatMap { known.contains($0) ? $0 : nil }, default: []].append(node) }
        var placed: [(node: ExecutionProgress.Node, label: String)] = []
        var stack = (below[nil] ?? []).reversed().map { ($0, 0) }
        while let (node, depth) = stack.popLast() {
            placed.append((node, String(repeating: "  ", count: min(depth, 8)) + node.name))
            stack += (below[node.id] ?? []).reversed().map { ($0, depth + 1) }
        }
        let widest = placed.map { TerminalText.width(of: $0.label) }.max() ?? 0
        let labelWidth = min(widest, max(8, width / 3))
        return placed.map { row(of: $0.node, TerminalText.fitted($0.label, to: labelWidth), labelWidth) }
    }

    private func row(of node: ExecutionProgress.Node, _ label: String, _ labelWidth: Int) -> String {
        let time = node.startedAt.map(elapsed) ?? ""
        let (state, colour) = state(of: node)
        let room = width - 1 - labelWidth - 2 - Self.stateWidth - 1 - time.utf8.count - 2
        guard room >= Self.leastDetail else {
            return label + "  " + coloured(TerminalText.cut(state, to: width - 3 - labelWidth), colour)
        }
        let detail = [self.detail(of: node), node.line].compactMap { $0 }.joined(separator: "; ")
        return label + "  " + coloured(TerminalText.fitted(state, to: Self.stateWidth), colour) + " "
            + TerminalText.fitted(detail, to: room) + "  " + time
    }

    private func state(of node: ExecutionProgress.Node) -> (name: String, colour: String) {
        if node.isDiverged { return ("diverged", "31") }
        return switch node.status {
        case .running: ("running", "32")
        case .pending: ("pending", "2")
        case .paused: ("paused", "35")
        case .waitingResponse: ("asks", "35")
        case .waitingScheduled: ("sleeps", "33")
        case .waitingLock: ("lock", "33")
        default: ("waits", "33")
        }
    }

    /// What it waits for, without asking the store.
    private func detail(of node: ExecutionProgress.Node) -> String? {
        guard node.status != .running else { return nil }
        switch node.wait {
        case .moment(let moment)?:
            let seconds = Int((moment.microseconds - now.microseconds + 999_999) / 1_000_000)
            return "\(TerminalText.span(seconds: seconds)) left"
        case .executions(let ids, _)? where ids.count == 1: return "for \(Self.short(ids[0]))"
        case .executions(let ids, let mode)? where mode == .firstEnded: return "for one of \(ids.count)"
        case .executions(let ids, _)?: return "for \(ids.count) executions"
        case .status(let id, let statuses)?:
            return "for \(Self.short(id)) to be \(statuses.map(\.rawValue).joined(separator: " or "))"
        case .lock(let name, _, _)?: return "'\(TerminalText.oneLine(name))'"
        case .response(let id)?: return "moonflow exec answer \(Self.short(id))"
        case .resumption?, nil:
            return node.status == .paused ? "moonflow exec resume \(Self.short(node.id))" : nil
        }
    }

    private static func short(_ id: RecordID) -> String { String(id.digits.suffix(8)) }

    private func elapsed(since moment: ScriptTime) -> String {
        TerminalText.span(seconds: Int((now.microseconds - moment.microseconds) / 1_000_000))
    }

    private func coloured(_ text: String, _ code: String) -> String {
        hasColours ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
