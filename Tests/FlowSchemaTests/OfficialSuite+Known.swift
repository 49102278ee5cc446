extension OfficialSuiteTests {
    /// Tests that fail for one reason.
    struct Known {
        let reason: String
        let tests: [String]
    }

    /// All tests of the suite that are known to fail.
    static let known: [Known] = []
}
