/// Values by name, kept sorted by the UTF-8 bytes of their names.
///
/// Names are equal only when their bytes are: `é` as one scalar and `é` as two are different keys, as they are in Lua.
public struct KeyedValues<Value: Sendable>: Sendable {
    /// One name with its value.
    public struct Entry: Sendable {
        /// The name.
        public let key: String
        /// The value under it.
        public var value: Value

        /// Pairs a name with a value.
        public init(key: String, value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// The entries in the order of their keys' bytes.
    public private(set) var entries: [Entry]

    /// Creates an empty object.
    public init() {
        entries = []
    }

    /// Creates an object from entries in any order; of entries with the same key the last one stays.
    public init(_ unsorted: [Entry]) {
        entries = unsorted
        guard !Self.isStrictlySorted(unsorted) else { return }
        let order = unsorted.indices.sorted { left, right in
            let (first, second) = (unsorted[left].key, unsorted[right].key)
            return Self.sameKey(first, second) ? left < right : Self.precedes(first, second)
        }
        entries = []
        entries.reserveCapacity(order.count)
        for index in order {
            if let last = entries.last, Self.sameKey(last.key, unsorted[index].key) {
                entries.removeLast()
            }
            entries.append(unsorted[index])
        }
    }

    /// How many entries there are.
    public var count: Int { entries.count }
    /// There is no entry.
    public var isEmpty: Bool { entries.isEmpty }
    /// The names in the order of their bytes.
    public var keys: [String] { entries.map(\.key) }

    /// The value under `key`; assigning `nil` removes the entry.
    public subscript(key: String) -> Value? {
        get {
            let index = position(of: key)
            return holds(key, at: index) ? entries[index].value : nil
        }
        set {
            let index = position(of: key)
            switch (newValue, holds(key, at: index)) {
            case (let value?, true): entries[index].value = value
            case (let value?, false): entries.insert(Entry(key: key, value: value), at: index)
            case (nil, true): entries.remove(at: index)
            case (nil, false): break
            }
        }
    }

    /// Takes over every entry of `other`; its values replace those under the same keys.
    public mutating func merge(_ other: KeyedValues) {
        self = KeyedValues(entries + other.entries)
    }

    private func position(of key: String) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if Self.precedes(entries[middle].key, key) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func holds(_ key: String, at index: Int) -> Bool {
        index < entries.count && Self.sameKey(entries[index].key, key)
    }

    private static func isStrictlySorted(_ entries: [Entry]) -> Bool {
        zip(entries, entries.dropFirst()).allSatisfy { precedes($0.key, $1.key) }
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private static func sameKey(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }
}

extension KeyedValues: Equatable where Value: Equatable {
    /// Tells whether both have the same names with equal values.
    public static func == (left: Self, right: Self) -> Bool {
        left.entries.elementsEqual(right.entries) { sameKey($0.key, $1.key) && $0.value == $1.value }
    }
}

extension KeyedValues: ExpressibleByDictionaryLiteral {
    /// Makes an object; of equal keys the last one counts.
    public init(dictionaryLiteral elements: (String, Value)...) {
        self.init(elements.map { Entry(key: $0.0, value: $0.1) })
    }
}
