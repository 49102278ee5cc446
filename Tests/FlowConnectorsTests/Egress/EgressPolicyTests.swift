import Testing

@testable import FlowConnectors

@Suite struct EgressPolicyTests {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.1", "192.168.1.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "255.255.255.255", "::",
        "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1",
        "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "fc00::1", "fd12::1", "fe80::1", "fec0::1",
        "ff02::1",
    ])
    func isNotPublic(_ text: String) throws {
        #expect(try !#require(NetworkAddress(text)).isPublic)
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "100.128.0.1", "172.32.0.1", "192.167.1.1", "223.255.255.255", "::ffff:8.8.8.8",
        "64:ff9b::808:808", "2002:808:808::1", "2606:4700::1111", "2a00:1450::1",
    ])
    func isPublic(_ text: String) throws {
        #expect(try #require(NetworkAddress(text)).isPublic)
    }

    @Test func textsComeBack() {
        for text in ["1.2.3.4", "2606:4700::1111", "::1"] { #expect(NetworkAddress(text)?.text == text) }
        for text in ["", "1.2.3", "0x7f.1", "::1%lo", "[::1]", "localhost"] { #expect(NetworkAddress(text) == nil) }
    }

    @Test func ranges() throws {
        let range = try #require(AddressRange("10.1.128.0/17"))
        #expect(range.contains(try #require(NetworkAddress("10.1.200.9"))))
        #expect(!range.contains(try #require(NetworkAddress("10.1.127.9"))))
        #expect(!range.contains(try #require(NetworkAddress("::1"))))
        #expect(AddressRange("127.0.0.1")?.contains(try #require(NetworkAddress("127.0.0.2"))) == false)
        #expect(AddressRange("::/0")?.contains(try #require(NetworkAddress("ff02::1"))) == true)
        for text in ["", "10.0.0.0/33", "10.0.0.0/-1", "x/8", "10.0.0.0/8/8"] { #expect(AddressRange(text) == nil) }
    }

    @Test func hostsByName() {
        let policy = EgressPolicy(allowedHosts: ["api.example.com", "*.Internal.test"])
        for host in ["api.example.com", "api.example.com.", "a.internal.test", "a.b.internal.test"] {
            #expect(policy.allows(host: host), "\(host)")
        }
        for host in ["example.com", "xapi.example.com", "internal.test", "evilinternal.test", "api.example.com.evil"] {
            #expect(!policy.allows(host: host), "\(host)")
        }
        #expect(EgressPolicy.unrestricted.allows(host: "anything"))
    }

    @Test func exceptions() throws {
        let policy = EgressPolicy(
            refusesPrivateAddresses: true, exceptions: [try #require(AddressRange("10.1.0.0/16"))])
        #expect(policy.allows(try #require(NetworkAddress("10.1.2.3"))))
        #expect(!policy.allows(try #require(NetworkAddress("10.2.2.3"))))
        #expect(policy.allows(try #require(NetworkAddress("1.1.1.1"))))
    }

    @Test func theSystemFindsThisMachine() async {
        let found = await HostResolver.system.addresses("localhost")
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { !$0.isPublic })
        #expect(await HostResolver.system.addresses("2130706433").allSatisfy { !$0.isPublic })
        #expect(await HostResolver.system.addresses("no-such-host.invalid").isEmpty)
    }
}
