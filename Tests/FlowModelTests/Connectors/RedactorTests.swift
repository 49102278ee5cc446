import FlowModel
import Testing

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

    @Test(arguments: [
        ("denied Bearer T0psecret", "denied Bearer ***"), ("denied T0psecretvalue", "denied ***"), ("T0", "***"),
        ("a T0psecretvalue b", "a *** b"), ("a T0psecretvalu b", "a T0psecretvalu b"), ("", ""),
    ])
    func whatIsCutHoldsNoBeginning(_ text: String, _ result: String) {
        var inner = Redactor()
        inner.hide("T0psecretvalue")
        var redactor = Redactor()
        redactor.hide(inner)
        #expect(redactor.redacted(cut: Array(text.utf8)) == result)
    }

    @Test func findsWhatGrowsTogetherWithLetters() {
        var redactor = Redactor()
        redactor.hide("secret")
        #expect(redactor.redacted("secret\u{301}") == "***\u{301}")
    }

    @Test func findsBase64WhereverItBegins() {
        var redactor = Redactor()
        redactor.hide("correct horse battery")
        // printf 'x:correct horse battery!' | base64, with no, one and two letters more before it.
        for text in [
            "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5", "eDpjb3JyZWN0IGhvcnNlIGJhdHRlcnkh", "eHg6Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IQ==",
            "eHh4OmNvcnJlY3QgaG9yc2UgYmF0dGVyeSE=",
        ] {
            let hidden = redactor.redacted(text)
            #expect(hidden.contains("***"), "\(text)")
            #expect(hidden.utf8.count < 14, "\(hidden)")
        }
    }

    @Test func looksIntoValues() {
        var redactor = Redactor()
        redactor.hide("hunter22")
        redactor.hide("123456")
        let value: JSONValue = ["a": ["xhunter22x", 123456, 1_234_567], "hunter22": .null, "t": true, "n": 1.5]
        #expect(redactor.redacted(value) == ["a": ["x***x", "***", 1_234_567], "***": .null, "t": true, "n": 1.5])
    }

    @Test func shortOnesCanBeLetThrough() {
        var redactor = Redactor()
        redactor.hide("1", shortest: 3)
        redactor.hide("", shortest: 1)
        #expect(redactor.redacted("page 1") == "page 1")
    }
}
