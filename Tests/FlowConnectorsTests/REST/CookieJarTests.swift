import Testing

@testable import FlowConnectors

@Suite struct CookieJarTests {
    private static let now = 784_111_777

    private func cookies(_ lines: [String], from: String, to: String) throws -> [String] {
        var jar = CookieJar()
        jar.take(lines, from: try WebAddress(from), now: Self.now)
        return jar.cookies(for: try WebAddress(to)).map { "\($0.name)=\($0.value)" }
    }

    @Test(arguments: [
        ("a=1", "https://h.test/x/y", "https://h.test/x/z", true),
        ("a=1", "https://h.test/x/y", "https://h.test/other", false),
        ("a=1", "https://h.test/x/y", "https://h.test/xy", false),
        ("a=1; path=/", "https://h.test/x/y", "https://h.test/other", true),
        ("a=1; Path=/x/", "https://h.test/", "https://h.test/x/deep", true),
        ("a=1; Path=/x/", "https://h.test/", "https://h.test/x", false),
        ("a=1; Path=/", "https://h.test/", "https://sub.h.test/", false),
        ("a=1; Path=/", "https://h.test/", "https://other.test/", false),
        ("a=1; Domain=.h.test", "https://h.test/", "https://sub.h.test/", true),
        ("a=1; Domain=h.test", "https://sub.h.test/", "https://h.test/", true),
        ("a=1; Domain=h.test", "https://sub.h.test/", "https://evilh.test/", false),
        ("a=1; Domain=other.test", "https://h.test/", "https://other.test/", false),
        ("a=1; Domain=test", "https://h.test/", "https://h.test/", false),
        ("a=1; Domain=0.0.1", "http://127.0.0.1/", "http://127.0.0.1/", false),
        ("a=1; Domain=127.0.0.1", "http://127.0.0.1/", "http://127.0.0.1/", true),
        ("a=1; Secure", "https://h.test/", "http://h.test/", false),
        ("a=1; Secure", "https://h.test/", "https://h.test/", true),
        ("a=1; Secure", "http://h.test/", "https://h.test/", false),
        ("a=1; Max-Age=0", "https://h.test/", "https://h.test/", false),
        ("a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://h.test/", "https://h.test/", true),
        ("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://h.test/", "https://h.test/", false),
        ("a=1; Expires=Sun, 06-Nov-94 08:49:38 GMT", "https://h.test/", "https://h.test/", true),
        ("a=1; Expires=whenever", "https://h.test/", "https://h.test/", true),
        ("=1", "https://h.test/", "https://h.test/", false), ("a", "https://h.test/", "https://h.test/", false),
        ("a=1\u{1}", "https://h.test/", "https://h.test/", false),
    ])
    func goWhereTheyBelong(_ line: String, _ from: String, _ to: String, _ goes: Bool) throws {
        #expect(try cookies([line], from: from, to: to) == (goes ? ["a=1"] : []))
    }

    @Test func laterOnesReplaceEarlierOnes() throws {
        let (from, to) = ("https://h.test/x/y", "https://h.test/x/y")
        #expect(try cookies(["a=1", "b=2", "a=3"], from: from, to: to) == ["b=2", "a=3"])
        #expect(try cookies(["a=1", "a=; Max-Age=-1"], from: from, to: to) == [])
        #expect(try cookies(["a=1; Path=/", "a=2"], from: from, to: to) == ["a=2", "a=1"])
        #expect(try cookies([" a = b=c ; Path=/"], from: from, to: to) == ["a=b=c"])
        #expect(try cookies((0..<1000).map { "c\($0)=x" }, from: from, to: to).count == 100)
    }

    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sun, 06-Nov-94 08:49:37 GMT", 784_111_777),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Wed, 29 Feb 2040 12:00:00 GMT", 2_214_129_600),
        ("", nil), ("soon", nil), ("Sun, 06 Nov 1994", nil), ("Sun, 99 Nov 1994 08:49:37 GMT", nil),
        ("Sun, 06 Foo 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 08:49 GMT", nil),
    ])
    func dates(_ text: String, _ seconds: Int?) {
        #expect(HTTPDate.seconds(text) == seconds)
    }
}
