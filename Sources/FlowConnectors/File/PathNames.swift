extension StringProtocol {
    /// The names of a path, as whoever opens it tells them apart: by the bytes of slashes.
    ///
    /// To Swift a slash with an accent after it is another character than a slash, so that names that are split by characters may
    /// hold slashes.
    func pathNames(omittingEmpty: Bool = false) -> [String] {
        utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: omittingEmpty).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// The first byte is a slash, whatever follows it.
    var isAbsolutePath: Bool { utf8.first == UInt8(ascii: "/") }
}
