import FlowModel
import FlowStore
import GRDB

extension SQLiteTransaction {
    func number(of header: JournalHeader) throws(StoreError) -> Int64 {
        let facts = StoredJSON.text(header.facts)
        for number in try all("SELECT number FROM header WHERE facts = ?", [facts], { $0[0] as Int64 })
        where try self.header(number) == header {
            return number
        }
        let number = try add("INSERT INTO header (facts) VALUES (?)", [facts])
        for (position, module) in header.modules.enumerated() {
            try change(
                "INSERT INTO header_module (header, position, name, role, script) VALUES (?, ?, ?, ?, ?)",
                [number, position, module.name, module.role.rawValue, try scriptNumber(module.source)])
        }
        return number
    }

    func header(_ number: Int64) throws(StoreError) -> JournalHeader? {
        let text = try first("SELECT facts FROM header WHERE number = ?", [number]) { $0[0] as String }
        guard let text else { return nil }
        let modules = try all(
            """
            SELECT m.name, m.role, s.text FROM header_module m JOIN script s ON s.number = m.script
            WHERE m.header = ? ORDER BY m.position
            """, [number]
        ) { row in
            JournalHeader.Module.Role(rawValue: row[1]).map { role in
                JournalHeader.Module(name: row[0], role: role, source: row[2])
            }
        }.compactMap { $0 }
        guard let header = JournalHeader(facts: try StoredJSON.value(text, "facts"), modules: modules) else {
            throw StoreError(.damaged, "the header \(number) of journals is damaged")
        }
        return header
    }
}
