import Synchronization

/// Compiled scripts by their content, so that a script that is run again is not compiled again.
public final class ScriptCache: Sendable {
    private struct Key: Hashable {
        let name: String
        let source: [UInt8]
    }

    private struct Contents {
        var scripts: [Key: Script] = [:]
        var order: [Key] = []
    }

    private let capacity: Int
    private let contents = Mutex(Contents())

    /// Creates an empty cache.
    ///
    /// - Parameter capacity: How many scripts it keeps; the one compiled longest ago goes first.
    public init(capacity: Int = 256) {
        self.capacity = max(1, capacity)
    }

    /// Returns the compiled script, compiling it if this content was not seen under this name.
    ///
    /// - Parameters:
    ///   - source: The text of the script.
    ///   - name: What messages call it.
    /// - Returns: The compiled script.
    /// - Throws: `ScriptError` if it does not compile; failures are not kept.
    public func script(source: [UInt8], name: String) throws(ScriptError) -> Script {
        let key = Key(name: name, source: source)
        if let known = contents.withLock({ $0.scripts[key] }) { return known }
        let script = try Script(source: source, name: name)
        contents.withLock { contents in
            guard contents.scripts.updateValue(script, forKey: key) == nil else { return }
            contents.order.append(key)
            if contents.order.count > capacity {
                contents.scripts[contents.order.removeFirst()] = nil
            }
        }
        return script
    }
}
