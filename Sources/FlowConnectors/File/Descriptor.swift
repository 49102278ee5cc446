import Glibc

/// An open file or folder, closed when it is let go.
///
/// A folder is entered name by name from the root, and no symbolic link is followed on the way: whatever others change in
/// the meantime, what is reached lies below the root.
struct Descriptor: ~Copyable {
    let raw: Int32

    private init(raw: Int32) { self.raw = raw }

    deinit { close(raw) }

    /// Opens a folder by a path of the operator, which may go through links; makes it when it is not there.
    static func root(_ path: String) throws(FileFault) -> Descriptor {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        var raw = Glibc.open(path, flags)
        if raw < 0, errno == ENOENT {
            var part = path.hasPrefix("/") ? "/" : ""
            for name in path.split(separator: "/") {
                part += "\(name)/"
                guard mkdir(part, 0o777) == 0 || errno == EEXIST else { throw FileFault() }
            }
            raw = Glibc.open(path, flags)
        }
        guard raw >= 0 else { throw FileFault() }
        return Descriptor(raw: raw)
    }

    /// Opens something in this folder that is no symbolic link.
    func open(_ name: String, _ flags: Int32, mode: mode_t = 0o666) throws(FileFault) -> Descriptor {
        while true {
            // Without waiting: a pipe that nobody writes to would hold up the thread for ever.
            let raw = openat(self.raw, name, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, mode)
            if raw >= 0 { return Descriptor(raw: raw) }
            guard errno == EINTR else { throw FileFault() }
        }
    }

    /// Opens a folder in this folder, which is made when it is not there and `creating` says so.
    func folder(_ name: String, creating: Bool = false) throws(FileFault) -> Descriptor {
        if creating, mkdirat(raw, name, 0o777) == 0 { try sync() }
        do throws(FileFault) {
            return try open(name, O_RDONLY | O_DIRECTORY)
        } catch {
            // With O_DIRECTORY a link is reported as something that is no folder.
            throw error.number == ENOTDIR && (try? status(of: name))?.isLink == true ? FileFault(ELOOP) : error
        }
    }

    /// What is known of a file.
    struct Status {
        let isFile: Bool
        let isFolder: Bool
        let isLink: Bool
        let size: Int
        let mode: mode_t
        /// In seconds since 1970.
        let modifiedAt: Int

        fileprivate init(_ raw: stat) {
            let kind = raw.st_mode & S_IFMT
            isFile = kind == S_IFREG
            isFolder = kind == S_IFDIR
            isLink = kind == S_IFLNK
            size = Int(raw.st_size)
            mode = raw.st_mode & 0o777
            modifiedAt = raw.st_mtim.tv_sec
        }
    }

    /// What is known of this one.
    func status() throws(FileFault) -> Status {
        var raw = stat()
        guard fstat(self.raw, &raw) == 0 else { throw FileFault() }
        return Status(raw)
    }

    /// What is known of something in this folder; nil when it is not there.
    func status(of name: String) throws(FileFault) -> Status? {
        var raw = stat()
        guard fstatat(self.raw, name, &raw, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return nil }
            throw FileFault()
        }
        return Status(raw)
    }

    /// The names in this folder, in the order of their bytes.
    func names() throws(FileFault) -> [String] {
        // The stream closes what it was given, so it gets one of its own, which begins at the first entry.
        let again = openat(raw, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard again >= 0, let stream = fdopendir(again) else { throw FileFault() }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
            }
            // A name that is not UTF-8 cannot be given to a script.
            if let name, name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Reads bytes from a place on, fewer at the end of the file.
    func read(at offset: Int, count: Int) throws(FileFault) -> [UInt8] {
        var fault: FileFault?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(raw, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
                if got < 0 {
                    if errno == EINTR { continue }
                    fault = FileFault()
                    return
                }
                if got == 0 { return }
                filled += got
            }
        }
        if let fault { throw fault }
        return bytes
    }

    /// Writes bytes at a place.
    func write(_ bytes: [UInt8], at offset: Int) throws(FileFault) {
        var done = 0
        while done < bytes.count {
            let wrote = bytes.withUnsafeBytes {
                pwrite(raw, $0.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
            }
            if wrote < 0 {
                guard errno == EINTR else { throw FileFault() }
            } else {
                done += wrote
            }
        }
    }

    /// Waits until it is on the disk.
    func sync() throws(FileFault) {
        guard fsync(raw) == 0 else { throw FileFault() }
    }

    /// Sets the length.
    func truncate(to size: Int) throws(FileFault) {
        guard ftruncate(raw, off_t(size)) == 0 else { throw FileFault() }
    }

    /// Waits until no other connection appends to it.
    func lock() throws(FileFault) {
        while flock(raw, LOCK_EX) != 0 {
            guard errno == EINTR else { throw FileFault() }
        }
    }

    /// Removes a file or an empty folder in this folder.
    func remove(_ name: String, isFolder: Bool = false) throws(FileFault) {
        guard unlinkat(raw, name, isFolder ? AT_REMOVEDIR : 0) == 0 else { throw FileFault() }
    }

    /// Gives something in this folder another name and place; a file of that name is replaced.
    func rename(_ name: String, to newName: String, in folder: borrowing Descriptor) throws(FileFault) {
        guard renameat(raw, name, folder.raw, newName) == 0 else { throw FileFault() }
    }

    /// Gives a file in this folder a second name.
    func link(
        _ name: String, to newName: String, in folder: borrowing Descriptor, mayExist: Bool
    ) throws(FileFault) {
        guard linkat(raw, name, folder.raw, newName, 0) == 0 || mayExist && errno == EEXIST else { throw FileFault() }
    }

    /// Puts bytes into a file in this folder that others see whole or not at all.
    ///
    /// - Parameters:
    ///   - bytes: What it holds then.
    ///   - name: Its name.
    ///   - temporary: A name that nobody else uses.
    ///   - replaces: Whether there may be a file of the name.
    /// - Throws: The fault of the system; what was written is gone then.
    func put(_ bytes: [UInt8], as name: String, temporary: String, replaces: Bool = true) throws(FileFault) {
        // Left over by a process that died.
        unlinkat(raw, temporary, 0)
        do throws(FileFault) {
            let file = try open(temporary, O_WRONLY | O_CREAT | O_EXCL)
            if let old = try status(of: name), old.isFile { fchmod(file.raw, old.mode) }
            try file.write(bytes, at: 0)
            try file.sync()
            if replaces {
                guard renameat(raw, temporary, raw, name) == 0 else { throw FileFault() }
            } else {
                guard linkat(raw, temporary, raw, name, 0) == 0 else { throw FileFault() }
                unlinkat(raw, temporary, 0)
            }
            try sync()
        } catch {
            unlinkat(raw, temporary, 0)
            throw error
        }
    }
}
