import FlowModel
import FlowStore
import LuaHost

/// What the script asks of the host: decided at once, or left to the commit of the turn.
extension LiveExecution {
    /// Answers a call, or leaves it to the store; returns how the turn ends when it has to.
    func handle(_ call: HostCall) throws(StoreError) -> Turn.Ending? {
        let time = now()
        journal?.append(.call(Self.recorded(call)))
        let size = call.argumentText.utf8.count
        argumentBytes += size
        open.insert(call.id.number)
        let isOwn = call.receiver.className == "Execution" && call.receiver.id == "self"
        if let error = sizes.fault(of: call.method, isOwn: isOwn, size: size, output: state.record.output) {
            answer(call.id, EncodedAnswer(.failure(error)))
            return nil
        }
        guard let signature = catalogue.signature(call.receiver.className, call.method) else {
            let error = FlowError(.internalError, "the engine has no \(call.receiver.className):\(call.method)")
            answer(call.id, EncodedAnswer(.failure(error)))
            return nil
        }
        let context = CallContext(
            receiver: call.receiver, call: call.id.number, line: call.line ?? 0, now: time,
            resources: resources)
        switch try decide(signature, call.arguments, context) {
        case .returnItself:
            answer(call.id, .receiver)
            if signature.name == "save" { renewDebugging() }
        case .stop:
            // The answer is the same whether it stops or not, and so is the journal.
            answer(call.id, .receiver)
            if debugging.settings.isOn { return .stops(ExecutionStop(line: Int64(call.line ?? 0), lines: 0)) }
        case .returnValues(let values): answer(call.id, EncodedAnswer(.values(values)))
        case .raise(let error): answer(call.id, EncodedAnswer(.failure(error)))
        case .request(let request):
            if let found = try readAtOnce(request) {
                answer(call.id, EncodedAnswer(found))
                return nil
            }
            turn?.requests.append(request)
            // A savepoint is a place between turns.
            switch request.question {
            case .createSavepoint, .loadSavepoint: return .continues
            default: return nil
            }
        case .end(let status, let message):
            requestedEnd = .ended(status, message: message, EndCause(.signalled))
            answer(call.id, EncodedAnswer(.end(status.rawValue)))
        case .fail(let error):
            requestedEnd = .ended(.endedError, message: error.description, EndCause(.unfit, errorType: error.type))
            answer(call.id, EncodedAnswer(.end(ExecutionStatus.endedError.rawValue)))
        case .startOver(let inputs):
            requestedEnd = .startsOver(inputs: inputs)
            answer(call.id, EncodedAnswer(.end("continue_as_new")))
        }
        return nil
    }

    /// Answers a question about what is committed, unless the turn itself may have changed that.
    private func readAtOnce(_ request: Request) throws(StoreError) -> HostAnswer? {
        guard case .read(let query) = request.question, request.controls.isEmpty, turn?.requests.isEmpty == true,
            state.createsNothing
        else { return nil }
        // Its own log has entries that are not committed.
        if case .log(id) = query { return nil }
        return try store.read { transaction throws(StoreError) in
            try ExecutionTransitions(transaction, now: request.time).read(query)
        }
    }

    /// Functions that are given executions, of which this may be one.
    private static let takingExecutions: Set<String> = [
        "execution", "wait_for", "add_child", "add_execution_parent_execution_id",
    ]

    /// What the execution may do, with what the turn has done so far.
    private var access: CallAccess {
        CallAccess(
            session: records.session, own: state.record, created: state.pending.created,
            messages: state.pending.messages)
    }

    private func decide(
        _ signature: HostSignature, _ arguments: [HostValue], _ context: CallContext
    ) throws(StoreError) -> HostCallAction {
        let mark = records.session.mark
        let access = access
        var (context, arguments) = (context, arguments)
        do {
            if let action = try records.perform(signature, arguments, context, access) { return action }
            if Self.takingExecutions.contains(signature.name) { arguments = arguments.map { $0.naming(id) } }
            arguments = try records.resolved(signature, arguments, access)
            context.setup = try access.prepare(signature, arguments, context, generation: generation)
            context.isSaved = try access.isSaved(signature, context)
            if let action = try access.listing(signature, arguments, context) { return action }
        } catch let error as FlowError {
            records.session.undo(to: mark)
            return .raise(
                FlowError(type: error.type, message: "\(signature.name): \(error.message)", details: error.details))
        } catch {
            throw error as? StoreError ?? StoreError(.failed, "\(error)")
        }
        let action = state.call(signature, arguments, context)
        if let failure = resources.failure { throw failure }
        if case .raise = action { records.session.undo(to: mark) }
        return action
    }

    func answer(_ call: HostCall.ID, _ answer: EncodedAnswer, isAwaited: Bool = false) {
        let time = now()
        journal?.append(.answer(call: call.number, answer, time: time, isAwaited: isAwaited))
        open.remove(call.number)
        sandbox.answer(call, recorded: answer, at: time)
    }

    /// The output of an execution that a wrapper returns is its own, if it may be read.
    ///
    /// - Returns: The error that the wrapper ends with when it may not.
    func passOutward(_ value: HostValue?) throws(StoreError) -> FlowError? {
        guard state.record["type"] == "WRAPPER", case .reference? = value, let other = value?.executionID, other != id
        else { return nil }
        let row = try store.read { transaction throws(StoreError) in try transaction.execution(other) }
        guard let row else { return nil }
        do {
            if let rights = try access.rights(), let subject = try access.subject(row.record) {
                try rights.check(.read, subject)
            }
        } catch let error as FlowError {
            return error
        } catch {
            throw error as? StoreError ?? StoreError(.failed, "\(error)")
        }
        state.replaceOutput(row.record.output, at: now())
        return nil
    }

    func returned(_ value: HostValue?) -> Turn.Ending {
        do throws(FlowError) {
            switch value {
            // `return this:log(...)` returns the execution itself, which says nothing.
            case nil, .reference?: break
            case let value?: state.merge(output: try value.json(named: "the returned value"), at: now())
            }
            try ExecutionSchemas.checkOutput(state.record)
            return .ended(.endedSuccess, message: nil, EndCause(.returned))
        } catch {
            return .ended(.endedError, message: error.description, EndCause(.unfit, errorType: error.type))
        }
    }
}
