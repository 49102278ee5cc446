import FlowModel
import Testing

@testable import FlowConnectors

@Suite struct LDAPFilterTests {
    @Test(arguments: [
        ("ada", "ada"), ("*)(uid=*", #"\2a\29\28uid=\2a"#), (#"\"#, #"\5c"#), ("a\0b", #"a\00b"#),
        ("é b", #"\c3\a9\20b"#),
        ("a@b.c", "a@b.c"), ("", ""),
    ])
    func valuesStayValues(_ value: String, _ text: String) throws {
        #expect(try LDAPFilter.filled("(uid={1})", [Array(value.utf8)]) == "(uid=\(text))")
    }

    @Test func marks() throws {
        #expect(try LDAPFilter.filled("(&(a={2})(b={1})(c={2}))", [[0x31], [0x32]]) == "(&(a=2)(b=1)(c=2))")
        #expect(try LDAPFilter.filled("(a={x}{0}{1}{)", [[0x31]]) == "(a={x}{0}1{)")
        // A value is not looked at again.
        #expect(try LDAPFilter.filled("(a={1}{2})", [Array("{2}".utf8), [0x32]]) == #"(a=\7b2\7d2)"#)
        #expect(try LDAPFilter.filled("(a={1})", nil) == "(a={1})")
    }

    @Test(arguments: [
        ("(a={2})", 1, "filter has {2}"), ("(a={1})", 2, "filter_values[2] has no place"),
        (String(repeating: "(!", count: 60), 0, "nested more than"),
        (String(repeating: "x", count: 20_000), 0, "more than"),
    ])
    func whatIsRefused(_ filter: String, _ count: Int, _ text: String) {
        do throws(FlowError) {
            _ = try LDAPFilter.filled(filter, Array(repeating: [0x31], count: count))
            Issue.record("no error")
        } catch {
            #expect(error.type == "InvalidInputError" && error.message.contains(text), "\(error)")
        }
    }
}
