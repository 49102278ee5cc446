import FlowModel
import Testing

@testable import FlowConnectors

@Suite struct XMLReaderTests {
    private func read(_ text: String) throws -> XMLElement { try XMLReader.read(Array(text.utf8)) }

    @Test func readsElements() throws {
        let root = try read(
            """
            \u{FEFF}<?xml version="1.0" encoding="utf-8" standalone='yes'?>
            <!-- before --><?word x?>
            <a:root xmlns:a="urn:a" xmlns="urn:d" plain='1 "2"' a:own="&lt;&#65;&#x42;&amp;&quot;&apos;&gt;">
              <item>one</item><a:item/>t<!-- in -->x<![CDATA[<&]]]>t<?p?>
              <item xmlns="" k = "v" >two</item >
            </a:root>
            <!-- after -->
            """)
        #expect(root.localName == "root" && root.namespace == "urn:a")
        #expect(root.attribute("plain") == "1 \"2\"" && root.attribute("own", in: "urn:a") == "<AB&\"'>")
        #expect(root.attribute("own") == nil)
        #expect(root.elements.map(\.localName) == ["item", "item", "item"])
        #expect(root.elements.map(\.namespace) == ["urn:d", "urn:a", nil])
        #expect(root.elements.map(\.text) == ["one", "", "two"])
        #expect(root["item"]?.text == "one" && root.all("item").count == 3)
        #expect(root.text.split { $0.isWhitespace } == ["tx<&]t"])
    }

    @Test func readsTexts() throws {
        #expect(try read("<a>x\r\ny\rz\u{1F600}&#128512;&#13;</a>").text == "x\ny\nz\u{1F600}\u{1F600}\r")
        #expect(try read("<a b=' x\r\n\ty '/>").attribute("b") == " x  y ")
        #expect(try read("<a>]] > &gt;</a>").text == "]] > >")
        #expect(try read("<ü.1-_>x</ü.1-_>").name == "ü.1-_")
        let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
        #expect(try XMLReader.read(latin).text == "é")
    }

    @Test(arguments: [
        ("", "does not begin with an element"), ("text", "does not begin with an element"),
        ("<a>", "ends in the middle"), ("<a", "ends in the middle"), ("<a b", "has no = where"),
        ("<a b=\"", "ends in the middle"),
        ("<a></b>", "an end that fits no beginning"), ("<a/><b/>", "something after its last element"),
        ("<a><b></a></b>", "an end that fits no beginning"), ("</a>", "fits no beginning"),
        ("<a b='1' b='2'/>", "an attribute twice"), ("<a b='1'c='2'/>", "without a blank before it"),
        ("<a b=1/>", "without quotes"), ("<a b='<'/>", "< in an attribute"), ("<a>&x;</a>", "is not known"),
        ("<a>&nbsp;</a>", "is not known"), ("<a>&</a>", "& without an entity"), ("<a>& b;</a>", "is not known"),
        ("<a>&#0;</a>", "is not known"), ("<a>&#xD800;</a>", "is not known"), ("<a>&#+65;</a>", "is not known"),
        ("<a>&#x110000;</a>", "is not known"), ("<a>\u{1}</a>", "a control character"),
        ("<a>]]></a>", "]]> in a text"), ("<a><!-- -- --></a>", "-- in a comment"), ("<a><!--</a>", "without an end"),
        ("<a><![CDATA[</a>", "without an end"), ("<a><?x</a>", "without an end"), ("<1/>", "has no name"),
        ("<a:b/>", "stands for no namespace"), ("<a b:c='1'/>", "stands for no namespace"),
        ("<a:b:c xmlns:a='1'/>", "two colons"), (" <?xml version='1.0'?><a/>", "not at its beginning"),
        ("<a><!ELEMENT x></a>", "where none may be"),
        ("<!DOCTYPE a><a/>", "a document type, which is not read"),
        ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "a document type, which is not read"),
        ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "a document type, which is not read"),
        ("<?xml version='1.0' encoding='UTF-16'?><a/>", "an encoding that is not read"),
    ])
    func refuses(_ text: String, _ reason: String) throws {
        let fault = #expect(throws: XMLFault.self) { try read(text) }
        #expect(fault?.reason.contains(reason) == true, "\(fault?.reason ?? "")")
    }

    @Test func refusesOtherBytes() throws {
        #expect(throws: XMLFault.self) { try XMLReader.read([0xFF, 0xFE, 0x3C, 0]) }
        #expect(throws: XMLFault.self) { try XMLReader.read(Array("<a>".utf8) + [0xFF] + Array("</a>".utf8)) }
    }

    /// What is cut anywhere is refused, and nothing is read beyond the end.
    @Test func refusesEveryBeginning() throws {
        let whole = Array("<?xml version='1.0'?><a b='&amp;'><!-- x --><c/><![CDATA[d]]>&#65;<?p?></a>".utf8)
        for count in 0..<whole.count {
            #expect(throws: XMLFault.self, "\(count)") { try XMLReader.read(Array(whole[..<count])) }
        }
        _ = try XMLReader.read(whole)
    }

    @Test func isBounded() throws {
        let deep = String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)
        #expect(throws: XMLFault.self) { try read(deep) }
        _ = try XMLReader.read(Array(deep.utf8), limits: .init(depth: 300))
        let wide = "<a>" + String(repeating: "<b/>", count: 2000) + "</a>"
        #expect(throws: XMLFault.self) { try XMLReader.read(Array(wide.utf8), limits: .init(nodes: 2000)) }
        _ = try read(wide)
        let attributes = (0..<201).map { " a\($0)=''" }.joined()
        #expect(throws: XMLFault.self) { try read("<a\(attributes)/>") }
        let namespaces = (0..<150).map { " xmlns:a\($0)='x'" }.joined()
        #expect(throws: XMLFault.self) { try read("<a\(namespaces)><b\(namespaces)/></a>") }
        #expect(throws: XMLFault.self) { try read("<\(String(repeating: "a", count: 1001))/>") }
    }

    @Test func writesWhatItReads() throws {
        let element = XMLElement(
            "root", attributes: [.init("xmlns:p", "urn:p"), .init("a", "<\"&'>\n\t ü")],
            nodes: [
                .text("x < y & z\r\n"), .element(XMLElement("p:b", nodes: [.text("]]>")])), .element(XMLElement("c")),
            ])
        let read = try XMLReader.read(try XMLWriter.document(element))
        #expect(read.attribute("a") == "<\"&'>\n\t ü")
        #expect(read.text == "x < y & z\r\n" && read["b"]?.text == "]]>" && read["b"]?.namespace == "urn:p")
    }

    @Test(arguments: ["", "a b", "1a", "a:b:c", ":a", "a:", "a>", "-a"])
    func writesNoOddNames(_ name: String) throws {
        #expect(throws: XMLFault.self) { try XMLWriter.document(XMLElement(name)) }
        #expect(throws: XMLFault.self) { try XMLWriter.document(XMLElement("a", attributes: [.init(name, "")])) }
    }

    @Test func writesNoControlCharacters() throws {
        #expect(throws: XMLFault.self) { try XMLWriter.document(XMLElement("a", nodes: [.text("\u{0}")])) }
    }
}

@Suite struct XMLTableTests {
    private func text(_ table: JSONObject) throws -> String {
        let root = XMLElement("r", nodes: try XMLTable.elements(table).map { .element($0) })
        return String(String(decoding: try XMLWriter.document(root), as: UTF8.self).split(separator: "\n")[1])
    }

    @Test func tablesBecomeElements() throws {
        #expect(
            try text(["b": 1, "a": ["x", "y"], "c": ["@k": true, "#text": 1.5], "d": ["e": ["f": ""]]])
                == "<r><a>x</a><a>y</a><b>1</b><c k=\"true\">1.5</c><d><e><f/></e></d></r>")
        #expect(
            try text(["n": .null])
                == "<r><n xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/></r>")
        let ordered: JSONObject = ["x": ["first": 0, "#children": [["z": 1], ["a": 2], ["z": ["b": 3]]]]]
        #expect(try text(ordered) == "<r><x><first>0</first><z>1</z><a>2</a><z><b>3</b></z></x></r>")
    }

    @Test(arguments: [
        (#"{"a": [[1]]}"#, "an array within an array at a"), (#"{"a": {"@b": {}}}"#, "no text where one must be"),
        (##"{"a": {"#children": [1]}}"##, "#children[1] that is no table"), (#"{"a b": 1}"#, "has the name 'a b'"),
    ])
    func tablesThatAreNoElements(_ json: String, _ reason: String) throws {
        let table = try table(json)
        let fault = #expect(throws: XMLFault.self) { try text(table) }
        #expect(fault?.reason.contains(reason) == true, "\(fault?.reason ?? "")")
    }

    @Test func elementsBecomeTables() throws {
        let root = try XMLReader.read(
            Array(
                """
                <r xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><a>1</a><b k="v">t</b><b/><c i:nil="true"/>
                <d><e>x</e> <f>y</f></d><g i:type="x">z</g></r>
                """.utf8))
        #expect(
            XMLTable.table(in: root, lists: ["a", "e"]) == [
                "a": ["1"], "b": [["@k": "v", "#text": "t"], ""], "c": .null, "d": ["e": ["x"], "f": "y"], "g": "z",
            ])
    }
}
