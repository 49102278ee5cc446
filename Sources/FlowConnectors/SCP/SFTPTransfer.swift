import FlowModel
import FoundationEssentials
import Glibc

/// Carries out what an SCP order asks for.
struct SFTPTransfer: Sendable {
    /// The file in the folder of the connection that holds what goes or comes.
    static let contentFile = "content"

    let order: SCPOrder
    let session: SSHSession
    /// Where `sftp` is.
    let program: String
    /// Where `prlimit` is, which holds what comes to a number of bytes.
    let limiter: String
    let address: NetworkAddress?
    let key: String
    /// The folder of the operator.
    let root: String

    /// Carries it out, with a folder for temporary files.
    func perform(in folder: PrivateFolder) async -> Result<JSONValue, FlowError> {
        do throws(FlowError) {
            switch order.action {
            case .upload(.content(let bytes), let mode, let createsFolders):
                let source = folder.file(Self.contentFile)
                try await upload(source, mode: mode, createsFolders: createsFolders, in: folder)
                return .success(output(bytes.count))
            case .upload(.file(let place), let mode, let createsFolders):
                let file = try await local { root throws(FileFault) in
                    let file = try place.folder(in: root).open(place.names.last ?? ".", O_RDONLY)
                    let status = try file.status()
                    guard status.isFile else { throw FileFault(status.isFolder ? EISDIR : ENXIO) }
                    return OpenFile(file, size: status.size)
                }
                // Through the open file: nobody can put another one in its place.
                try await upload(file.path, mode: mode, createsFolders: createsFolders, in: folder)
                return .success(output(file.size))
            case .download(nil, let asBase64): return .success(try await content(asBase64: asBase64, in: folder))
            case .download(let place?, _): return .success(try await file(place, in: folder))
            }
        } catch {
            return .failure(error)
        }
    }

    private func output(_ bytes: Int) -> JSONValue {
        ["remote_path": .string(order.remotePath), "bytes": .integer(Int64(bytes))]
    }

    // MARK: - To the other side

    private func upload(
        _ source: String, mode: String?, createsFolders: Bool, in folder: PrivateFolder
    ) async throws(FlowError) {
        let batch = SFTPBatch.upload(
            source, to: order.remotePath, mode: mode, createsFolders: createsFolders, key: key)
        do throws(FlowError) {
            try await run(batch, in: folder)
        } catch {
            if error.details?.object?["reason"] == "remote", !Task.isCancelled {
                let temporary = SFTPBatch.temporary(for: order.remotePath, key: key)
                try? await run(.removal(of: temporary), in: folder)
            }
            throw error
        }
    }

    // MARK: - From the other side

    private func content(asBase64: Bool, in folder: PrivateFolder) async throws(FlowError) -> JSONValue {
        let target = folder.file(Self.contentFile)
        try await run(.download(order.remotePath, to: target), in: folder)
        let content = await BlockingWork.run { _ in FileManager.default.contents(atPath: target) }
        guard let data = content ?? nil else {
            throw FlowError(.connectionFailed, "\(order.target): what came cannot be read")
        }
        var output: JSONObject = [
            "remote_path": .string(order.remotePath), "bytes": .integer(Int64(data.count)),
        ]
        if !asBase64, let text = String(validating: data, as: UTF8.self) {
            output["text"] = .string(text)
        } else {
            output["content_base64"] = .string(data.base64EncodedString())
        }
        return .object(output)
    }

    private func file(_ place: FilePlace, in folder: PrivateFolder) async throws(FlowError) -> JSONValue {
        let temporary = "\(FilePlace.reserved)\(EffectMarks(key).name).tmp"
        let name = place.names.last ?? "."
        let file = try await local { root throws(FileFault) in
            let parent = try place.folder(in: root, creating: true)
            if try parent.status(of: name)?.isFolder == true { throw FileFault(EISDIR) }
            // Left over by a process that died.
            if try parent.status(of: temporary) != nil { try parent.remove(temporary) }
            return OpenFile(try parent.open(temporary, O_RDWR | O_CREAT | O_EXCL), size: 0)
        }
        do throws(FlowError) {
            try await run(.download(order.remotePath, to: file.path), in: folder)
            let size = try await local { root throws(FileFault) in
                let parent = try place.folder(in: root)
                let size = try file.file.status().size
                try file.file.sync()
                try parent.rename(temporary, to: name, in: parent)
                try parent.sync()
                return size
            }
            return [
                "remote_path": .string(order.remotePath), "local_path": .string(place.text),
                "bytes": .integer(Int64(size)),
            ]
        } catch {
            _ = try? await local { root throws(FileFault) in try place.folder(in: root).remove(temporary) }
            throw error
        }
    }

    // MARK: - Both

    /// A file of this side that is open, and the path by which another program of this user opens the very same.
    private final class OpenFile: Sendable {
        let file: Descriptor
        let size: Int

        init(_ file: consuming Descriptor, size: Int) {
            self.file = file
            self.size = size
        }

        var path: String { "/proc/\(getpid())/fd/\(file.raw)" }
    }

    /// Does something below the folder of the operator, on a thread that may block.
    private func local<Value: Sendable>(
        _ work: @escaping @Sendable (borrowing Descriptor) throws(FileFault) -> Value
    ) async throws(FlowError) -> Value {
        let root = root
        let result = await BlockingWork.run { _ -> Result<Value, FileFault> in
            do throws(FileFault) {
                return .success(try work(try Descriptor.root(root)))
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let value)?: return value
        case .failure(let fault)?: throw fault.error(target: "\(order.target), local_path")
        case nil: throw FlowError(.connectionFailed, "\(order.target): there is no thread left")
        }
    }

    private func run(_ batch: SFTPBatch, in folder: PrivateFolder) async throws(FlowError) {
        // One byte more than may come would be written: the system ends sftp then.
        var limit: [String] = []
        if case .download = order.action { limit = ["--fsize=\(order.byteLimit)"] }
        let process = BoundedProcess(
            path: limiter,
            arguments: limit + ["--core=0", program] + order.access.options(in: folder, pinned: address)
                // After the options: what it says of asking for passwords comes too late there.
                + ["-b", "-", "--", "remote"],
            environment: order.access.environment(in: folder), workingDirectory: folder.path, input: batch.bytes,
            outputLimit: 1 << 20)
        switch await process.result(until: session.deadline) {
        case .failure(let fault):
            throw fault.error(target: order.target, seconds: order.timeout, limit: 1 << 20)
        case .success(let ending):
            guard ending.status != .exited(0) else { return }
            throw failure(ending)
        }
    }

    private func failure(_ ending: BoundedProcess.Ending) -> FlowError {
        let text = String(decoding: ending.errors.prefix(100_000), as: UTF8.self)
        if ending.status == .signaled(SIGXFSZ) || text.contains("File too large") {
            return FlowError(
                .connectionFailed,
                "\(order.target): the file has more than \(order.byteLimit) bytes (max_response_bytes)")
        }
        if ending.status == .exited(255), let failure = SSHFailure(log: text) {
            return failure.error(target: order.target, redactor: order.redactor)
        }
        let details: JSONValue = ["reason": "remote"]
        if text.contains("\" not found") || text.contains("No such file or directory") {
            return FlowError(.resourceNotFound, "\(order.target): there is no such file or folder", details: details)
        }
        let said = ProcessReport.beginning(ending.errors, order.redactor) ?? "sftp failed"
        return FlowError(.connectionFailed, "\(order.target): \(said)", details: details)
    }
}
