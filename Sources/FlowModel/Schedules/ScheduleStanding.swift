/// How a schedule stands: what decides whether an execution has to be started or ended for it.
public struct ScheduleStanding: Sendable, Equatable {
    /// What is done about a schedule.
    public enum Step: Sendable, Equatable {
        /// To create an execution that starts at that moment, or at once when it has come.
        case start(RecordID, at: ScriptTime)
        /// To end an execution as cancelled.
        case end(ExecutionID)
    }

    /// Seconds from an error, or a cancel, to the next start.
    public static let pauseAfterFailure = 60.0

    /// The schedule.
    public let id: RecordID
    /// It is there, not in the trash, and enabled.
    public let isEnabled: Bool
    /// Its executions that have not ended, oldest first.
    public let active: [ExecutionID]
    /// How its last execution ended, and when; nil when none has, or when that does not matter any more.
    public let lastEnd: (status: ExecutionStatus, at: ScriptTime)?

    /// Describes a standing.
    public init(
        id: RecordID, isEnabled: Bool, active: [ExecutionID],
        lastEnd: (status: ExecutionStatus, at: ScriptTime)? = nil
    ) {
        self.id = id
        self.isEnabled = isEnabled
        self.active = active
        self.lastEnd = lastEnd
    }

    /// What has to be done so that every enabled schedule has exactly one active execution, and no other has any.
    public static func steps(for standings: [ScheduleStanding], now: ScriptTime) -> [Step] {
        standings.flatMap { $0.steps(now: now) }
    }

    private func steps(now: ScriptTime) -> [Step] {
        guard isEnabled else { return active.map(Step.end) }
        guard active.isEmpty else { return active.dropFirst().map(Step.end) }
        guard let lastEnd, !lastEnd.status.isSuccessful else { return [.start(id, at: now)] }
        return [.start(id, at: max(now, lastEnd.at.advanced(bySeconds: Self.pauseAfterFailure)))]
    }

    /// Equal where the same would be done.
    public static func == (left: ScheduleStanding, right: ScheduleStanding) -> Bool {
        left.id == right.id && left.isEnabled == right.isEnabled && left.active == right.active
            && left.lastEnd?.status == right.lastEnd?.status && left.lastEnd?.at == right.lastEnd?.at
    }
}
