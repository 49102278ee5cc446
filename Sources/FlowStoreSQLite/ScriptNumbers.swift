/// Numbers of script texts in the table of scripts, for a few short ones: many executions in a row run the same.
struct ScriptNumbers {
    private static let capacity = 64
    private static let longestText = 8192

    private var numbers: [String: Int64] = [:]

    subscript(text: String) -> Int64? {
        get { numbers[text] }
        set {
            guard text.utf8.count <= Self.longestText else { return }
            if numbers.count >= Self.capacity { numbers.removeAll() }
            numbers[text] = newValue
        }
    }
}
