internal import CLuaHost

/// The start-up self-test: whether the Lua library of this machine is one that the host can make safe.
public enum SelfTest {
    /// One thing that was tried.
    public struct Check: Sendable, Equatable {
        /// What was tried, in a word or two.
        public let name: String
        /// Whether it is as it must be.
        public let passed: Bool
        /// What was seen, and what to do if it is wrong.
        public let detail: String
    }

    /// Runs all checks.
    ///
    /// Takes some milliseconds.
    ///
    /// - Returns: Every check, in the order in which they were made.
    public static func run() -> [Check] {
        let size = 8192
        let report = UnsafeMutablePointer<CChar>.allocate(capacity: size)
        defer { report.deallocate() }
        report.initialize(repeating: 0, count: size)
        _ = clh_self_test(report, size)
        return String(cString: report).split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", maxSplits: 2).map(String.init)
            return Check(
                name: parts.count > 1 ? parts[1] : "", passed: parts.first == "ok",
                detail: parts.count > 2 ? parts[2] : "")
        }
    }

    /// What the Lua library says of itself, such as `Lua 5.4.4`.
    public static var luaIdentity: String { String(cString: clh_lua_identity()) }

    /// A digest of what the C library's transcendental functions give on fixed inputs.
    ///
    /// Machines that differ in it may
    /// differ in the last bits of `math.sin` and its like.
    public static var mathFingerprint: UInt64 { clh_libm_fingerprint() }
}
