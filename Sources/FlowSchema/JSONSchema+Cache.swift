public import FlowModel
private import Synchronization

extension JSONSchema {
    private static let cacheLimit = 256

    /// Schemas by their canonical text; what is no longer used goes when the cache is full.
    private static let cache = Mutex<[[UInt8]: JSONSchema]>([:])

    /// The compiled form of a schema, compiled once as long as it is in use.
    ///
    /// - Throws: As ``init(_:)`` does.
    public static func compiled(_ schema: JSONValue) throws(FlowError) -> JSONSchema {
        var key: [UInt8] = []
        schema.write(into: &key)
        if let known = cache.withLock({ $0[key] }) { return known }
        let made = try JSONSchema(schema)
        cache.withLock { cache in
            if cache.count >= cacheLimit { cache.removeAll(keepingCapacity: true) }
            cache[key] = made
        }
        return made
    }
}
