import FlowModel
import FlowStore
import Glibc

extension ExecutionEngine {
    /// Acts on what was committed of connections: who has begun is performed, who has ended is cancelled.
    func dispatchConnections(_ outcome: CommitOutcome, of batch: [EngineSubmission], in state: inout EngineState) {
        let begun = Set(outcome.begun.map(\.execution))
        for case .begin(let ids) in batch {
            for id in ids where !begun.contains(id) { state.connections.refuse(id) }
        }
        for case .result(let result) in batch { _ = state.connections.end(result.execution) }
        for case .doubt(let id, _) in batch { _ = state.connections.end(id) }
        for standing in outcome.standings where standing.isConnection {
            if standing.isEnded {
                if state.connections.end(standing.id) { state.connectionTasks[standing.id]?.cancel() }
            } else if standing.isReady {
                state.connections.offer(
                    standing.id, priority: standing.priority, in: groups(of: standing.record, outcome))
            } else {
                state.connections.hold(standing.id)
            }
        }
        for request in outcome.begun where state.connections.begin(request.execution) {
            state.connectionTasks[request.execution] = Task { await self.perform(request) }
        }
    }

    /// What a connection shares limits with: those of its type, those of its connector.
    private func groups(of record: ExecutionRecord, _ outcome: CommitOutcome) -> [ConnectionSchedule.Group] {
        var groups: [ConnectionSchedule.Group] = []
        if let type = record["connector_type"].text, let limits = configuration.connectorLimits[type] {
            groups.append(.init(name: "type \(type)", limits: limits))
        }
        if let id = record["connector_id"].text, let grant = outcome.grants[record.id] {
            groups.append(.init(name: id, limits: grant.limits))
        }
        return groups
    }

    /// Begins as many connections as there are places: with a commit, after which they are performed.
    func startConnections() {
        let limit = max(1, configuration.connectionLimit)
        submit { state in
            let now = Self.seconds()
            let ids = state.connections.takeNext(limit: limit, at: now)
            awaitLimits(&state, now)
            return ids.isEmpty ? nil : .begin(ids)
        }
    }

    /// Comes back when a limit of a minute lets the next connection begin.
    private func awaitLimits(_ state: inout EngineState, _ now: Double) {
        guard let moment = state.connections.nextMoment, state.failure == nil else { return }
        if let set = state.limitMoment, set > now, set <= moment { return }
        state.limitMoment = moment
        state.limitTimer?.cancel()
        state.limitTimer = Task { [weak self] in
            do { try await Task.sleep(for: .seconds(max(moment - now, 0) + 0.001)) } catch { return }
            self?.startConnections()
        }
    }

    /// Seconds by a clock that never goes back.
    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Performs a connection; called after the commit that says so, on a thread of Swift's pool.
    private func perform(_ request: ConnectorRequest) async {
        var doubt: String?
        if request.isRepetition, configuration.asksAfterCrash { doubt = self.doubt(about: request) }
        var value: Result<JSONValue, FlowError>?
        if doubt == nil {
            configuration.crashPoint?(.beforeEffect)
            value = await result(of: request)
            configuration.crashPoint?(.afterEffect)
        }
        submit { state in
            state.connectionTasks[request.execution] = nil
            guard state.failure == nil, state.connections.finish(request.execution) else { return nil }
            if let doubt { return .doubt(request.execution, doubt) }
            return value.map { .result(ConnectionResult(execution: request.execution, value: $0)) }
        }
        startConnections()
        settle()
    }

    /// Why a connection that was under way before must not be performed again by itself; nil when it may.
    private func doubt(about request: ConnectorRequest) -> String? {
        let given = request.inputs.object?[ConnectorInput.afterCrash.name]?.text.flatMap(CrashPolicy.init)
        let typed = configuration.connectors[request.connectorType] as? any TypedConnector
        let usual = typed.flatMap { connector in
            (try? connector.interface.checked(request.inputs)).map { connector.crashPolicy(of: $0) }
        }
        guard given ?? usual ?? .atLeastOnce == .ask else { return nil }
        let name = request.connectorName.map { " '\($0)'" } ?? ""
        return
            "it is not known whether this \(request.connectorType) connection\(name) took effect: its process ended while it was "
            + "under way (idempotency key \(request.idempotencyKey)). Look at the other side; then resume it to perform it "
            + "again, settle it with the output that it had, or cancel it"
    }

    private func result(of request: ConnectorRequest) async -> Result<JSONValue, FlowError> {
        guard let connector = configuration.connectors[request.connectorType] else {
            let known = configuration.connectors.keys.sorted()
            return .failure(
                FlowError(
                    .resourceNotFound,
                    "this engine has no connector of the type '\(request.connectorType)'; "
                        + (known.isEmpty ? "it has none at all" : "it has \(known.joined(separator: ", "))")))
        }
        do throws(FlowError) {
            var request = configuration.plantedFault?.distorted(request, in: getpid()) ?? request
            request.secrets = configuration.secrets
            let output = try await connector.perform(request)
            try ExecutionSchemas.check(output, named: "the output", against: request.outputSchema)
            return .success(output)
        } catch {
            return .failure(error)
        }
    }
}
