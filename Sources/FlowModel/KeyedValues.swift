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
        @inlinable
        public init(key: String, value: Value) {
            self.key = key
            self.value = value
        }
    }

    // Inlinable, so that other modules get code for their own type of values: looking that up took a sixth of a host call.
    @usableFromInline
    var ordered: [Entry]

    /// The entries in the order of their keys' bytes.
    @inlinable public var entries: [Entry] { ordered }

    /// Creates an empty object.
    @inlinable
    public init() {
        ordered = []
    }

    /// Creates an object from entries in any order; of entries with the same key the last one stays.
    @inlinable
    public init(_ unsorted: [Entry]) {
        ordered = unsorted
        guard !Self.isStrictlySorted(unsorted) else { return }
        let order = unsorted.indices.sorted { left, right in
            let difference = Self.difference(unsorted[left].key, unsorted[right].key)
            return difference == 0 ? left < right : difference < 0
        }
        ordered = []
        ordered.reserveCapacity(order.count)
        for index in order {
            if let last = ordered.last, Self.sameKey(last.key, unsorted[index].key) {
                ordered.removeLast()
            }
            ordered.append(unsorted[index])
        }
    }

    /// How many entries there are.
    @inlinable public var count: Int { ordered.count }
    /// There is no entry.
    @inlinable public var isEmpty: Bool { ordered.isEmpty }
    /// The names in the order of their bytes.
    @inlinable public var keys: [String] { ordered.map(\.key) }

    /// The value under `key`; assigning `nil` removes the entry.
    @inlinable
    public subscript(key: String) -> Value? {
        get {
            let (index, isThere) = position(of: key)
            return isThere ? ordered[index].value : nil
        }
        set {
            let (index, isThere) = position(of: key)
            switch (newValue, isThere) {
            case (let value?, true): ordered[index].value = value
            case (let value?, false): ordered.insert(Entry(key: key, value: value), at: index)
            case (nil, true): ordered.remove(at: index)
            case (nil, false): break
            }
        }
    }

    /// Takes over every entry of `other`; its values replace those under the same keys.
    @inlinable
    public mutating func merge(_ other: KeyedValues) {
        if other.count * 4 < count {
            for entry in other.ordered { self[entry.key] = entry.value }
            return
        }
        var merged: [Entry] = []
        merged.reserveCapacity(count + other.count)
        var rest = other.ordered[...]
        for entry in ordered {
            var isReplaced = false
            while let next = rest.first, !isReplaced {
                let difference = Self.difference(next.key, entry.key)
                guard difference <= 0 else { break }
                merged.append(rest.removeFirst())
                isReplaced = difference == 0
            }
            if !isReplaced { merged.append(entry) }
        }
        ordered = merged + rest
    }

    /// Where the entry is or would be.
    @inlinable
    func position(of key: String) -> (index: Int, isThere: Bool) {
        var (low, high) = (0, ordered.count)
        while low < high {
            let middle = (low + high) / 2
            let difference = Self.difference(ordered[middle].key, key)
            if difference == 0 { return (middle, true) }
            if difference < 0 { low = middle + 1 } else { high = middle }
        }
        return (low, false)
    }

    @inlinable
    static func isStrictlySorted(_ entries: [Entry]) -> Bool {
        zip(entries, entries.dropFirst()).allSatisfy { precedes($0.key, $1.key) }
    }

    @inlinable
    static func precedes(_ left: String, _ right: String) -> Bool {
        difference(left, right) < 0
    }

    @inlinable
    static func sameKey(_ left: String, _ right: String) -> Bool {
        difference(left, right) == 0
    }

    /// Below zero when the bytes of `left` come first, zero when they are the same.
    @inlinable
    static func difference(_ left: String, _ right: String) -> Int {
        let fast = left.utf8.withContiguousStorageIfAvailable { first in
            right.utf8.withContiguousStorageIfAvailable { second in difference(first, second) }
        }
        if let found = fast ?? nil { return found }
        return left.utf8.elementsEqual(right.utf8) ? 0 : left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    }

    @inlinable
    static func difference(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Int {
        for index in 0..<min(first.count, second.count) where first[index] != second[index] {
            return Int(first[index]) - Int(second[index])
        }
        return first.count - second.count
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
    @inlinable
    public init(dictionaryLiteral elements: (String, Value)...) {
        self.init(elements.map { Entry(key: $0.0, value: $0.1) })
    }
}
