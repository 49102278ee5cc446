import Glibc

/// An IPv4 or IPv6 address.
struct NetworkAddress: Sendable, Equatable {
    /// Four or sixteen.
    let bytes: [UInt8]

    /// Takes four or sixteen bytes, most significant first.
    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads the usual notation only: four numbers with dots, or an IPv6 address without brackets and zone.
    init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: six) { Array($0) }
        } else {
            return nil
        }
    }

    /// The usual notation.
    var text: String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// It belongs to somebody on the internet: to no private network, no link, not to this machine, to no group.
    var isPublic: Bool {
        if let inner = embedded { return inner.isPublic }
        return !(bytes.count == 4 ? Self.special4 : Self.special6).contains { $0.contains(self) }
    }

    /// The IPv4 address that an IPv6 address leads to.
    private var embedded: NetworkAddress? {
        guard bytes.count == 16 else { return nil }
        // Mapped, translated, and the network of 6to4.
        if Self.carriers.contains(where: { $0.contains(self) }) { return NetworkAddress(bytes: Array(bytes[12...])) }
        if bytes[0] == 0x20, bytes[1] == 0x02 { return NetworkAddress(bytes: Array(bytes[2..<6])) }
        return nil
    }

    private static let carriers = ranges("::ffff:0:0/96", "64:ff9b::/96")

    // The registries of special addresses of IANA, as far as they are not reachable for everybody, and groups.
    private static let special4 = ranges(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4")

    // Only 2000::/3 is given out.
    private static let special6 = ranges(
        "::/3", "2001::/23", "2001:db8::/32", "3fff::/20", "4000::/2", "8000::/1")

    private static func ranges(_ texts: String...) -> [AddressRange] { texts.compactMap { AddressRange($0) } }
}

/// The addresses that begin with the same bits.
public struct AddressRange: Sendable, Equatable {
    private let start: [UInt8]
    private let bits: Int

    /// Reads `10.0.0.0/8` or `fd00::/8`, or an address that stands for itself.
    ///
    /// The result is nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let address = NetworkAddress(String(first)) else { return nil }
        let all = address.bytes.count * 8
        guard let bits = parts.count == 2 ? Int(parts[1]) : all, 0...all ~= bits else { return nil }
        start = address.bytes
        self.bits = bits
    }

    /// Tells whether an address is in the range.
    func contains(_ address: NetworkAddress) -> Bool {
        guard address.bytes.count == start.count else { return false }
        for index in start.indices {
            let left = bits - index * 8
            if left <= 0 { break }
            let mask: UInt8 = left >= 8 ? 0xFF : ~(0xFF >> UInt8(left))
            if (address.bytes[index] ^ start[index]) & mask != 0 { return false }
        }
        return true
    }
}
