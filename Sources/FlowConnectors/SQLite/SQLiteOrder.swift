import FlowModel

/// What the inputs of an SQLITE connection ask for, checked.
struct SQLiteOrder: Sendable {
    let place: FilePlace
    let creates: Bool
    /// Seconds.
    let lockTimeout: Double
    let sql: SQLOrder

    /// Reads inputs that fit the interface.
    ///
    /// - Throws: `InvalidInputError` or `MissingInputError` that names the input.
    init(_ inputs: JSONObject) throws(FlowError) {
        do throws(FlowError) {
            place = try FilePlace(inputs["path"]?.text ?? "", input: "path")
        } catch {
            throw FlowError(
                type: error.type, message: "SQLITE" + error.message.drop { $0 != ":" }, details: error.details)
        }
        guard !place.names.isEmpty else {
            throw FlowError(.invalidInput, "SQLITE: path is the allowed folder itself; give a file below it")
        }
        creates = inputs["create"] == true
        lockTimeout = inputs["lock_timeout_sec"]?.double ?? 10
        sql = try SQLOrder(inputs, connector: "SQLITE")
    }

    /// The file for people.
    var target: String { "SQLITE '\(place.text)'" }
}
