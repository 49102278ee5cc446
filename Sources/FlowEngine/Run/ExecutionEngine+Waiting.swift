public import FlowModel
public import FlowStore

extension ExecutionEngine {
    // MARK: - Waiting for what comes of it

    /// Returns the row of an execution once it has ended, or once the engine has nothing left to do and no moment to wait
    /// for.
    ///
    /// - Throws: `StoreError` when the store fails meanwhile, or there is no such execution.
    public func end(of id: ExecutionID) async throws(StoreError) -> StoredExecution {
        let ended = await withCheckedContinuation { (continuation: EngineState.RowContinuation) in
            let failure = state.withLock { state -> StoreError? in
                if state.failure == nil { state.waiters[id, default: []].append(continuation) }
                return state.failure
            }
            if let failure { return continuation.resume(returning: .failure(failure)) }
            submit(
                .change(
                    { transitions throws(StoreError) in
                        if try transitions.isThere(id) { return try transitions.mention(id) }
                        let waiters = self.state.withLock { $0.waiters.removeValue(forKey: id) }
                        for waiter in waiters ?? [] { waiter.resume(returning: .success(nil)) }
                    }, nil))
        }
        if let row = try ended.get() { return row }
        return try await row(id)
    }

    /// The row of an execution as it is committed.
    ///
    /// - Throws: `StoreError` when there is none.
    public func row(_ id: ExecutionID) async throws(StoreError) -> StoredExecution {
        let row = try await onCommitThread { [store] () throws(StoreError) in
            try store.read { transaction throws(StoreError) in try transaction.execution(id) }
        }
        guard let row else { throw StoreError(.failed, "there is no execution \(id)") }
        return row
    }

    /// Returns when nothing runs and nothing waits for a moment: what is left needs somebody from outside.
    ///
    /// - Throws: `StoreError` when the store failed.
    public func idle() async throws(StoreError) {
        try await wait { $0.idleWaiters.append($1) }
    }

    /// Returns when nothing could run right now, though some may wait for a moment.
    ///
    /// - Throws: `StoreError` when the store failed.
    public func quiet() async throws(StoreError) {
        try await wait { $0.quietWaiters.append($1) }
    }

    /// Returns when nothing is going on but the work of connectors, and nothing could run right now.
    ///
    /// - Returns: The connections that are being performed.
    /// - Throws: `StoreError` when the store failed.
    package func rest() async throws(StoreError) -> [ExecutionID] {
        while true {
            // Whatever is going on settles by itself; this makes no commit of its own.
            _ = await withCheckedContinuation { (continuation: CheckedContinuation<StoreError?, Never>) in
                let isMoving = state.withLock { state -> Bool in
                    guard state.failure == nil, state.isMoving else { return false }
                    state.restWaiters.append(continuation)
                    return true
                }
                if !isMoving { continuation.resume(returning: nil) }
            }
            // A connector may have returned since then, or a commit failed.
            let (failure, running) = state.withLock { ($0.failure, $0.isMoving ? nil : $0.connections.running) }
            if let failure { throw failure }
            if let running { return running }
        }
    }

    /// Whether a connector works on that connection, and its result is wanted.
    package func performs(_ id: ExecutionID) -> Bool {
        state.withLock { $0.connections.running.contains(id) }
    }

    /// Registers a continuation and has the engine look at it after a commit; an engine that failed answers at once.
    private func wait(
        _ register: (inout EngineState, EngineState.Continuation) -> Void
    ) async throws(StoreError) {
        let failure = await withCheckedContinuation { (continuation: EngineState.Continuation) in
            let failure = state.withLock { state -> StoreError? in
                if state.failure == nil { register(&state, continuation) }
                return state.failure
            }
            if let failure { return continuation.resume(returning: failure) }
            submit(.change({ _ throws(StoreError) in }, nil))
        }
        if let failure { throw failure }
    }

    private func onCommitThread<Value: Sendable>(
        _ body: @escaping @Sendable () throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let task = Task(executorPreference: Self.commitThread) { () -> Result<Value, StoreError> in
            do throws(StoreError) {
                return .success(try body())
            } catch {
                return .failure(error)
            }
        }
        return try await task.value.get()
    }
}
