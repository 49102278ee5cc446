import FlowModel
import FlowStore
import Foundation
import GRDB

extension SQLiteTransaction {
    func secret(named name: String) throws(StoreError) -> SealedSecret? {
        try first("SELECT name, facts, sealed FROM secret WHERE name = ?", [name]) { row throws(StoreError) in
            try Self.secret(row)
        }
    }

    func secrets() throws(StoreError) -> [SealedSecret] {
        try all("SELECT name, facts, sealed FROM secret ORDER BY name", []) { row throws(StoreError) in
            try Self.secret(row)
        }
    }

    func put(_ secret: SealedSecret) throws(StoreError) {
        try change(
            "INSERT OR REPLACE INTO secret (name, facts, sealed) VALUES (?, ?, ?)",
            [secret.name, StoredJSON.text(secret.facts), Data(secret.sealed)])
    }

    func removeSecret(named name: String) throws(StoreError) {
        try change("DELETE FROM secret WHERE name = ?", [name])
    }

    private static func secret(_ row: Row) throws(StoreError) -> SealedSecret {
        let name: String = row[0]
        let facts = try StoredJSON.value(row[1], "facts")
        guard let secret = SealedSecret(name: name, sealed: [UInt8](row[2] as Data), facts: facts) else {
            throw StoreError(.damaged, "the secret '\(name)' is damaged")
        }
        return secret
    }
}
