import Testing

@testable import FlowConnectors

@Suite struct WebAddressTests {
    @Test(arguments: [
        ("http://Example.COM", "http://example.com/"),
        ("HTTPS://example.com:443/a?b=c#d", "https://example.com/a?b=c"),
        ("http://example.com:8080?x", "http://example.com:8080/?x"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
        ("http://user:pa%40ss@example.com/", "http://example.com/"),
        ("http://example.com/ü|{}", "http://example.com/%C3%BC%7C%7B%7D"),
        ("http://127.1/", "http://127.1/"),
    ])
    func reads(_ text: String, _ canonical: String) throws {
        #expect(try WebAddress(text).text == canonical)
    }

    @Test(arguments: [
        "", "example.com", "ftp://example.com", "file:///etc/passwd", "http+unix://x", "http://", "http:///path",
        "http://a b/", "http://a/ b", "http://a\\b/", "http://a\n/", "http://a@b@c/", "http://a:0/", "http://a:65536/",
        "http://a:b/", "http://[::1/", "http://[zz]/", "http://[127.0.0.1]/", "http://ex%61mple.com/", "http://ünï.de/",
        "http://a/%zz", "http://a:80:80/", "http://[::1]x/",
    ])
    func refuses(_ text: String) {
        #expect(throws: WebAddress.Fault.self) { try WebAddress(text) }
    }

    @Test(arguments: [
        ("/x", "https://h:1/x"), ("x", "https://h:1/a/b/x"), ("../x", "https://h:1/a/x"),
        ("?y=1", "https://h:1/a/b/c?y=1"),
        ("", "https://h:1/a/b/c?q"), ("#f", "https://h:1/a/b/c?q"), ("//other/z", "https://other/z"),
        ("http://plain/", "http://plain/"), ("./", "https://h:1/a/b/"), ("../../../../x", "https://h:1/x"),
        ("a/../..", "https://h:1/a/"), ("/a/./b/../c", "https://h:1/a/c"),
    ])
    func followsReferences(_ reference: String, _ target: String) throws {
        #expect(try WebAddress(reference, from: try WebAddress("https://h:1/a/b/c?q")).text == target)
    }

    @Test func showsNoSecrets() throws {
        let address = try WebAddress("https://me:hunter2@example.com/p?token=abc&flag&x=")
        #expect(address.shown == "https://example.com/p?token=***&***&x=***")
        #expect(address.credentials == "me:hunter2")
    }

    @Test func addsToTheQuery() throws {
        var address = try WebAddress("http://h/?a=1")
        address.add([("b c", "d&e"), ("f", "ü")])
        #expect(address.text == "http://h/?a=1&b%20c=d%26e&f=%C3%BC")
    }
}
