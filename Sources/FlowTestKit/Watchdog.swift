import FlowEngine
import Synchronization

/// Stops the engine that a test waits for when the real time of the test is up.
final class Watchdog: Sendable {
    private struct State {
        var engine: ExecutionEngine?
        var isUp = false
        var task: Task<Void, Never>?
    }

    private let state = Mutex(State())

    /// Begins to count.
    func start(_ timeout: Duration) {
        let task = Task {
            do { try await Task.sleep(for: timeout) } catch { return }
            self.fire()
        }
        state.withLock { $0.task = task }
    }

    /// The time is up.
    var isUp: Bool { state.withLock { $0.isUp } }

    /// Stops that engine, no longer the one before, when the time is up.
    func watch(_ engine: ExecutionEngine) {
        let isUp = state.withLock { state in
            state.engine = engine
            return state.isUp
        }
        if isUp { engine.stop() }
    }

    /// Ends the count.
    func stop() {
        state.withLock { state in
            state.task?.cancel()
            (state.task, state.engine) = (nil, nil)
        }
    }

    private func fire() {
        let engine = state.withLock { state in
            state.isUp = true
            return state.engine
        }
        engine?.stop()
    }
}
