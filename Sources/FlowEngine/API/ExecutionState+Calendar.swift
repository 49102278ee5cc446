import FlowModel

extension ExecutionState {
    /// What the clocks of a zone say: an answer that is journalled, because the rules may be others tomorrow.
    func localTime(_ arguments: BoundArguments, at now: ScriptTime) throws(FlowError) -> HostCallAction {
        let zone = arguments.text("zone") ?? ""
        let moment = arguments.named["moment"].flatMap(ScriptTime.init(argument:)) ?? now
        guard let period = timeZones.period(of: zone, at: moment) else {
            throw FlowError(
                .invalidInput, "there is no time zone '\(zone)'; expected a name such as Europe/Berlin, or UTC")
        }
        // Clocks are changed at whole seconds.
        func seconds(_ moment: ScriptTime?) -> HostValue {
            moment.map { .integer($0.microseconds / 1_000_000) } ?? .null
        }
        return .returnValues([
            .object([
                "offset_sec": .integer(period.offset), "is_dst": .bool(period.isDaylightSaving),
                "abbreviation": .string(period.abbreviation), "since": seconds(period.since),
                "offset_before_sec": .integer(period.offsetBefore), "next_change": seconds(period.until),
            ])
        ])
    }
}
