import FlowConnectors
import Foundation
import Testing

/// The page on connector types says of each type of the reference whether it is there.
@Suite struct ConnectorTypesTests {
    /// Those of section 1.3 of the reference.
    private static let reference = """
        AWS AZURE AZUREAI FTP GIT GOOGLE IMAP K8S LDAP MSTEAMS MYSQL OPENAI PS REDIS REST SCP SMB SMTP SOAP SQLMSSQL
        SQLORACLE SQLPG SSH VAULT WEBDAV XMLRPC
        """

    @Test func eachIsThereOrLeftOut() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/FlowConnectors/Documentation.docc/ConnectorTypes.md")
        let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "## Left out")
        let (there, left) = (try types(#require(parts.first)), try types(#require(parts.last)))
        #expect(there == Set(BundledConnectors.interfaces.map(\.type)))
        let wanted = Set(Self.reference.split { " \n".contains($0) }.map(String.init))
        #expect(wanted.count == 26)
        #expect(wanted.subtracting(there) == left)
    }

    /// The types in the first column of a table.
    private func types(_ text: String) throws -> Set<String> {
        var found: Set<String> = []
        for line in text.split(separator: "\n") where line.hasPrefix("| `") {
            let column = line.dropFirst(2).prefix { $0 != "|" }
            for match in column.matches(of: try Regex("`([A-Z0-9]+)`")) {
                if let name = match.output[1].substring { found.insert(String(name)) }
            }
        }
        return found
    }
}
