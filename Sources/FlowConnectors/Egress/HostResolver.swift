import Dispatch
import Glibc
import Synchronization

/// Finds the addresses of hosts.
struct HostResolver: Sendable {
    /// The addresses of a host, the best first; none when it is not known.
    let addresses: @Sendable (_ host: String) async -> [NetworkAddress]

    /// Asks the system: its files and its name servers.
    static let system = HostResolver { host in
        if let address = NetworkAddress(host) { return [address] }
        let answer = Answer()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                answer.wait(continuation)
                // The system's function blocks, for half a minute at worst, and nothing stops it: it gets a thread that
                // nobody waits for.
                lookups.async { answer.give(lookUp(host)) }
            }
        } onCancel: {
            answer.give([])
        }
    }

    private static let lookups = DispatchQueue(label: "moonflow.lookups", attributes: .concurrent)

    private static func lookUp(_ host: String) -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var found: [NetworkAddress] = []
        var next = first
        while let entry = next?.pointee {
            next = entry.ai_next
            guard let raw = UnsafeRawPointer(entry.ai_addr) else { continue }
            switch entry.ai_family {
            case AF_INET:
                let four = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
                found.append(NetworkAddress(bytes: withUnsafeBytes(of: four) { Array($0) }))
            case AF_INET6:
                let six = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
                found.append(NetworkAddress(bytes: withUnsafeBytes(of: six) { Array($0) }))
            default: break
            }
        }
        return found
    }
}

/// What comes back once, from whoever is first.
private final class Answer: Sendable {
    private enum State {
        case open
        case waiting(CheckedContinuation<[NetworkAddress], Never>)
        case given([NetworkAddress])
    }

    private let state = Mutex<State>(.open)

    func wait(_ continuation: CheckedContinuation<[NetworkAddress], Never>) {
        let early = state.withLock { state -> [NetworkAddress]? in
            if case .given(let addresses) = state { return addresses }
            state = .waiting(continuation)
            return nil
        }
        if let early { continuation.resume(returning: early) }
    }

    func give(_ addresses: [NetworkAddress]) {
        let waiting = state.withLock { state -> CheckedContinuation<[NetworkAddress], Never>? in
            defer { if case .given = state {} else { state = .given(addresses) } }
            if case .waiting(let continuation) = state { return continuation }
            return nil
        }
        waiting?.resume(returning: addresses)
    }
}
