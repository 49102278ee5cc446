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
        for standing in outcome.standings where standing.isConnection {
            if standing.isEnded {
                if state.connections.end(standing.id) { state.connectionTasks[standing.id]?.cancel() }
            } else if standing.isReady {
                state.connections.offer(standing.id, priority: standing.priority)
            } else {
                state.connections.hold(standing.id)
            }
        }
        for request in outcome.begun where state.connections.begin(request.execution) {
            state.connectionTasks[request.execution] = Task { await self.perform(request) }
        }
    }

    /// Begins as many connections as there are places: with a commit, after which they are performed.
    func startConnections() {
        let limit = max(1, configuration.connectionLimit)
        submit { state in
            let ids = state.connections.takeNext(limit: limit)
            return ids.isEmpty ? nil : .begin(ids)
        }
    }

    /// Performs a connection; called after the commit that says so, on a thread of Swift's pool.
    private func perform(_ request: ConnectorRequest) async {
        configuration.crashPoint?(.beforeEffect)
        let value = await result(of: request)
        configuration.crashPoint?(.afterEffect)
        submit { state in
            state.connectionTasks[request.execution] = nil
            guard state.failure == nil, state.connections.finish(request.execution) else { return nil }
            return .result(ConnectionResult(execution: request.execution, value: value))
        }
        startConnections()
        settle()
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
            let request = configuration.plantedFault?.distorted(request, in: getpid()) ?? request
            let output = try await connector.perform(request)
            try ExecutionSchemas.check(output, named: "the output", against: request.outputSchema)
            return .success(output)
        } catch {
            return .failure(error)
        }
    }
}
