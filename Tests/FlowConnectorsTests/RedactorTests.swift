import Testing

@testable import FlowConnectors

@Suite struct RedactorTests {
    @Test func takesOutEveryForm() {
        var redactor = Redactor()
        redactor.hide("p ä\"ss")
        redactor.hide("longer p ä\"ss")
        #expect(redactor.redacted("[p ä\"ss]") == "[***]")
        #expect(redactor.redacted("?a=p%20%C3%A4%22ss&b=p+%C3%A4%22ss") == "?a=***&b=***")
        #expect(redactor.redacted(#"{"x":"p ä\"ss"}"#) == #"{"x":"***"}"#)
        #expect(redactor.redacted("longer p ä\"ss!") == "***!")
        #expect(redactor.redacted("p ä\"s") == "p ä\"s")
    }

    @Test func findsWhatGrowsTogetherWithLetters() {
        var redactor = Redactor()
        redactor.hide("secret")
        #expect(redactor.redacted("secret\u{301}") == "***\u{301}")
    }

    @Test func shortOnesCanBeLetThrough() {
        var redactor = Redactor()
        redactor.hide("1", shortest: 3)
        redactor.hide("", shortest: 1)
        #expect(redactor.redacted("page 1") == "page 1")
    }
}
