import FlowModel
import FlowStore
import Foundation
import GRDB

extension RecordID: DatabaseValueConvertible {
    /// Sixteen bytes, the first of them first.
    public var databaseValue: DatabaseValue {
        var bytes = Data(capacity: 16)
        withUnsafeBytes(of: high.bigEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: low.bigEndian) { bytes.append(contentsOf: $0) }
        return bytes.databaseValue
    }

    /// Reads sixteen bytes.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> RecordID? {
        guard let bytes = Data.fromDatabaseValue(value), bytes.count == 16 else { return nil }
        var halves: [UInt64] = [0, 0]
        for (index, byte) in bytes.enumerated() { halves[index / 8] = halves[index / 8] << 8 | UInt64(byte) }
        return RecordID(high: halves[0], low: halves[1])
    }
}

extension ScriptTime: DatabaseValueConvertible {
    /// Microseconds since 1970.
    public var databaseValue: DatabaseValue { microseconds.databaseValue }

    /// Reads microseconds.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> ScriptTime? {
        Int64.fromDatabaseValue(value).map(ScriptTime.init(microseconds:))
    }
}

/// JSON columns.
enum StoredJSON {
    static func text(_ value: JSONValue) -> String { JSONWriter.text(value) }

    static func value(_ text: String, _ column: String) throws(StoreError) -> JSONValue {
        do throws(JSONError) {
            return try JSONParser.parse(text)
        } catch {
            throw StoreError(.damaged, "the column '\(column)' holds no JSON: \(error)")
        }
    }
}
