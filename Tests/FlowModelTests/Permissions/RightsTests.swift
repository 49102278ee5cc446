import FlowModel
import Testing

/// What a set of roles allows, as a table of decisions.
@Suite struct RightsTests {
    private static let here = RecordLocation.project(RecordID(high: 1, low: 2))
    private static let there = RecordLocation.project(RecordID(high: 1, low: 3))

    private func rights(_ permissions: JSONValue...) throws -> Rights {
        let roles = try permissions.enumerated().map { index, value in
            Rights.Role(
                id: RecordID(high: 2, low: UInt64(index)), name: "r\(index)", permissions: try Permission.list(value))
        }
        return Rights(roles: roles, location: Self.here)
    }

    @Test func nothingIsAllowedWithoutRoles() throws {
        let rights = try rights()
        for action in PermissionAction.allCases {
            #expect(!rights.allows(action, PermissionSubject(type: "setting", name: "a", location: .workspace)))
        }
        #expect(rights.rolesInWords == "no roles")
    }

    @Test func aRoleAllowsWhatOneOfItsPermissionsAllows() throws {
        let rights = try rights(
            [
                ["record_type": "setting", "actions": "read", "names": "a%"],
                ["record_type": ["file", "flow"], "actions": ["update", "run"], "location": "own"],
            ], [["record_type": "tag", "actions": "*"], ["record_type": "*", "actions": "create", "names": ["x"]]])
        func allows(
            _ action: PermissionAction, _ type: String, _ name: String?, _ location: RecordLocation? = .workspace
        ) -> Bool {
            rights.allows(action, PermissionSubject(type: type, name: name, location: location))
        }
        #expect(allows(.read, "setting", "abc") && !allows(.read, "setting", "bc") && !allows(.read, "setting", nil))
        #expect(!allows(.update, "setting", "abc") && !allows(.read, "file", "abc"))
        #expect(allows(.update, "file", "f", Self.here) && allows(.run, "flow", "f", Self.here))
        #expect(!allows(.update, "file", "f", Self.there) && !allows(.update, "file", "f"))
        #expect(allows(.update, "file", "f", nil), "what is not there lies nowhere")
        #expect(PermissionAction.allCases.allSatisfy { allows($0, "tag", nil) })
        #expect(allows(.create, "webhook", "x") && !allows(.create, "webhook", "y"))
        #expect(rights.allowsAny(.read, ofType: "setting") && !rights.allowsAny(.read, ofType: "webhook"))
        #expect(rights.allowsAny(.delete, ofType: nil) && !rights.allowsAny(.delete, ofType: "setting"))
    }

    @Test func theErrorNamesActionSubjectAndRoles() throws {
        let rights = try rights([], [])
        #expect {
            try rights.check(.delete, PermissionSubject(type: "setting", name: "a", location: nil))
        } throws: { error in
            "\(error)" == "PermissionDenied: there is no permission to delete the setting 'a'; the execution has the "
                + "roles 'r0', 'r1'"
        }
    }
}
