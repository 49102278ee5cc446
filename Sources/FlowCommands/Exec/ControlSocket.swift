import FlowEngine
import FlowModel
import FlowStore
import FlowStoreSQLite
import Glibc
import Synchronization

/// The socket beside a store through which other processes reach the engine that holds it.
///
/// One request a connection: a line of JSON there, a line of JSON back. Only the owner of the store may connect.
final class ControlSocket: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Begins to serve; nil when the socket cannot be made, which costs nothing but this convenience.
    ///
    /// - Parameters:
    ///   - store: The path of the store.
    ///   - engine: Who carries out what is asked.
    init?(store: String, engine: ExecutionEngine) {
        path = Self.path(of: store)
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        unlink(path)
        // Nobody else may connect, not even before its mode is set.
        let mask = umask(0o077)
        let bound = Self.withAddress(of: path) { bind(descriptor, $0, $1) }
        umask(mask)
        guard bound == 0, chmod(path, 0o600) == 0, listen(descriptor, 16) == 0 else {
            close(descriptor)
            return nil
        }
        let listener = descriptor
        let thread = ServingThread { Self.serve(listener, engine) }
        thread.start()
    }

    /// Stops serving.
    func stop() {
        unlink(path)
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    /// Asks the process that holds a store.
    ///
    /// - Returns: Nil when nobody listens there; else why it could not be done, or an empty text.
    static func ask(_ action: StoreAction, of store: String) -> String? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard withAddress(of: path(of: store), { connect(descriptor, $0, $1) }) == 0 else { return nil }
        setPatience(seconds: answerPatience, descriptor)
        write(JSONWriter.text(action.json), to: descriptor)
        guard let reply = readLine(descriptor), let value = try? JSONParser.parse(reply) else {
            return errno == EAGAIN
                ? "the process that holds the store does not answer within \(answerPatience) s; is it stopped?"
                : "the process that holds the store gave no answer"
        }
        return value.object?["error"]?.text ?? ""
    }

    // MARK: - Serving

    private static func serve(_ listener: Int32, _ engine: ExecutionEngine) {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                return
            }
            setPatience(seconds: 5, connection)
            let request = readLine(connection).flatMap { try? JSONParser.parse($0) as JSONValue }
            guard let action = request.flatMap(StoreAction.init(json:)) else {
                write(
                    #"{"error":"the request is not understood; is it from another version of moonflow?"}"#,
                    to: connection)
                close(connection)
                continue
            }
            Task {
                let error = await carryOut(action, engine)
                let reply: JSONValue = error.map { ["error": .string($0)] } ?? [:]
                write(JSONWriter.text(reply), to: connection)
                close(connection)
            }
        }
    }

    private static func carryOut(_ action: StoreAction, _ engine: ExecutionEngine) async -> String? {
        let refusal = Mutex<String?>(nil)
        do throws(StoreError) {
            try await engine.change { transitions throws(StoreError) in
                let error = try action.apply(transitions)
                refusal.withLock { $0 = error?.message }
            }
            return refusal.withLock { $0 }
        } catch {
            return error.description
        }
    }

    // MARK: - Bytes

    private static func path(of store: String) -> String { RealPath.of(store) + ".sock" }

    /// Seconds after which somebody who asked is told that no answer came.
    private static let answerPatience = 30

    private static func setPatience(seconds: Int, _ descriptor: Int32) {
        var patience = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Hands over the address of a socket; -1 when there can be none.
    ///
    /// The address has room for a hundred bytes: a longer path is reached through its folder, which is open meanwhile.
    private static func withAddress(
        of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        var bytes = Array(path.utf8) + [0]
        var folder: Int32 = -1
        defer { if folder >= 0 { close(folder) } }
        if bytes.count > room {
            guard let slash = path.lastIndex(of: "/") else { return -1 }
            folder = open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            bytes = Array("/proc/self/fd/\(folder)\(path[slash...])".utf8) + [0]
            guard folder >= 0, bytes.count <= room else { return -1 }
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func readLine(_ descriptor: Int32) -> [UInt8]? {
        var line: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while line.count < 16 << 20 {
            let count = read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return line.isEmpty ? nil : line }
            if let end = block[..<count].firstIndex(of: 0x0A) { return line + block[..<end] }
            line += block[..<count]
        }
        return nil
    }

    private static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array((text + "\n").utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 {
                guard errno == EINTR else { return }
            } else {
                sent += count
            }
        }
    }
}

/// A thread that only waits: blocking calls do not belong on Swift's own.
private struct ServingThread {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Body(body)).toOpaque()
        let failure = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context)
        if failure == 0 { pthread_detach(thread) }
    }

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
