import Glibc
import Synchronization

/// The socket of a connection to a directory, which others can cut while libldap waits for it.
final class LDAPWire: Sendable {
    /// Why it was cut.
    enum Cut {
        case cancelled
        case late
    }

    private struct State {
        var socket: Int32?
        var isReady = false
        var cut: Cut?
    }

    private let state = Mutex(State())
    /// SHUT_RDWR, which is a case of an enum without a name: optimized builds do not find it beside the headers of libldap.
    private static let bothWays: Int32 = 2

    /// Why it was cut; nil when it was not.
    var reason: Cut? { state.withLock { $0.cut } }

    /// Takes a socket over; it is cut at once when that was asked for before.
    func carry(_ socket: Int32) {
        state.withLock { state in
            state.socket = socket
            if state.cut != nil { shutdown(socket, Self.bothWays) }
        }
    }

    /// The directory has been reached: no timeout of connecting cuts it any more.
    func isReady() { state.withLock { $0.isReady = true } }

    /// Gives the socket up, before it is closed.
    func release() { state.withLock { $0.socket = nil } }

    /// Ends whatever waits for the socket.
    func cut(_ reason: Cut) {
        state.withLock { state in
            guard state.cut == nil, reason == .cancelled || !state.isReady else { return }
            state.cut = reason
            if let socket = state.socket { shutdown(socket, Self.bothWays) }
        }
    }

    /// Cuts it after a time, unless the directory was reached or the task is cancelled by then.
    func cut(unlessReadyWithin seconds: Double) async {
        do {
            try await Task.sleep(for: .seconds(seconds))
            cut(.late)
        } catch {}
    }
}
