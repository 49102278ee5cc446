import CLDAP
import FlowModel
import Glibc

extension LDAPSession {
    /// How many entries are asked for at a time: directories give many away in portions only.
    private static let portion = 500

    /// What came back so far.
    private struct Found {
        var entries: [JSONValue] = []
        var bytes = 0
        var isComplete = true
    }

    /// Searches, and gives what was found.
    func search() throws(FlowError) -> JSONValue {
        var found = Found()
        var cookie: [CChar] = []
        repeat {
            cookie = try portion(after: cookie, &found)
        } while !cookie.isEmpty && found.isComplete
        return ["entries": .array(found.entries), "is_complete": .bool(found.isComplete)]
    }

    /// Takes a portion of the entries.
    ///
    /// - Parameters:
    ///   - cookie: What the directory gave for the next portion; empty for the first.
    ///   - found: What came back before.
    /// - Returns: What the directory gives for the next portion; empty when there is none.
    /// - Throws: What the directory refuses.
    private func portion(after cookie: [CChar], _ found: inout Found) throws(FlowError) -> [CChar] {
        let number = try send(after: cookie)
        while true {
            var message: OpaquePointer?
            let kind = ldap_result(handle, number, LDAP_MSG_ONE, nil, &message)
            defer { ldap_msgfree(message) }
            guard kind > 0, let message else {
                throw failure(
                    LDAP_SERVER_DOWN, nil,
                    "; or it sent an entry of more than \(order.byteLimit) bytes (max_response_bytes)")
            }
            switch ber_tag_t(kind) {
            case 0x64:
                // LDAP_RES_SEARCH_ENTRY
                guard found.entries.count < order.entryLimit else {
                    found.isComplete = false
                    ldap_abandon_ext(handle, number, nil, nil)
                    return []
                }
                found.entries.append(try entry(message, &found.bytes))
            case 0x65:
                // LDAP_RES_SEARCH_RESULT
                return try end(message, &found)
            default: continue
            }
        }
    }

    private func send(after cookie: [CChar]) throws(FlowError) -> Int32 {
        var cookie = cookie
        var control: UnsafeMutablePointer<LDAPControl>?
        let made = cookie.withUnsafeMutableBufferPointer { buffer in
            var value = berval(bv_len: ber_len_t(buffer.count), bv_val: buffer.baseAddress)
            let size = ber_int_t(min(Self.portion, order.entryLimit + 1))
            // Without a cookie it is the first portion.
            return buffer.isEmpty
                ? ldap_create_page_control(handle, size, nil, 0, &control)
                : ldap_create_page_control(handle, size, &value, 0, &control)
        }
        guard made == LDAP_SUCCESS, let control else { throw failure(made) }
        defer { ldap_control_free(control) }
        var controls = [control, nil]
        // libldap takes names that it could change, and does not.
        var names = (order.attributes.isEmpty ? ["*"] : order.attributes).map { strdup($0) } + [nil]
        defer { for name in names { free(name) } }
        var number: Int32 = 0
        let status = ldap_search_ext(
            handle, order.base, order.scope, order.filter, &names, 0, &controls, nil, nil, 0, &number)
        guard status != LDAP_FILTER_ERROR else {
            throw FlowError(.invalidInput, "\(order.target): filter is no filter; write one as in (uid=ada)")
        }
        guard status == LDAP_SUCCESS else { throw failure(status) }
        return number
    }

    private func end(_ message: OpaquePointer, _ found: inout Found) throws(FlowError) -> [CChar] {
        var status: Int32 = 0
        var text: UnsafeMutablePointer<CChar>?
        var controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
        let parsed = ldap_parse_result(handle, message, &status, nil, &text, nil, &controls, 0)
        defer {
            ldap_memfree(text)
            ldap_controls_free(controls)
        }
        guard parsed == LDAP_SUCCESS else { throw failure(parsed) }
        if status == LDAP_SIZELIMIT_EXCEEDED || status == LDAP_ADMINLIMIT_EXCEEDED {
            found.isComplete = false
            return []
        }
        guard status == LDAP_SUCCESS else { throw failure(status, said: text.map { String(cString: $0) } ?? "") }
        guard let control = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nil) else { return [] }
        var (estimate, cookie) = (ber_int_t(0), berval())
        guard ldap_parse_pageresponse_control(handle, control, &estimate, &cookie) == LDAP_SUCCESS else { return [] }
        defer { ldap_memfree(cookie.bv_val) }
        return Array(UnsafeBufferPointer(start: cookie.bv_val, count: cookie.bv_val == nil ? 0 : Int(cookie.bv_len)))
    }

    // MARK: Entries

    private func entry(_ message: OpaquePointer, _ bytes: inout Int) throws(FlowError) -> JSONValue {
        guard let raw = ldap_get_dn(handle, message) else { throw failure(LDAP_DECODING_ERROR) }
        defer { ldap_memfree(raw) }
        let name = UnsafeRawBufferPointer(start: raw, count: strlen(raw))
        try take(name.count, &bytes)
        var attributes = JSONObject()
        var place: OpaquePointer?
        var next = ldap_first_attribute(handle, message, &place)
        defer { ber_free(place, 0) }
        while let attribute = next {
            defer {
                ldap_memfree(attribute)
                next = ldap_next_attribute(handle, message, place)
            }
            let name = String(cString: attribute).lowercased()
            try take(name.utf8.count, &bytes)
            attributes[name] = .array(try values(message, attribute, &bytes))
        }
        return ["dn": ScriptBytes.value(name), "attributes": .object(attributes)]
    }

    private func values(
        _ message: OpaquePointer, _ attribute: UnsafeMutablePointer<CChar>, _ bytes: inout Int
    ) throws(FlowError) -> [JSONValue] {
        guard let list = ldap_get_values_len(handle, message, attribute) else { return [] }
        defer { ldap_value_free_len(list) }
        var values: [JSONValue] = []
        var index = 0
        while let value = list[index]?.pointee {
            let content = UnsafeRawBufferPointer(start: value.bv_val, count: Int(value.bv_len))
            try take(content.count, &bytes)
            values.append(ScriptBytes.value(content))
            index += 1
        }
        return values
    }

    private func take(_ count: Int, _ bytes: inout Int) throws(FlowError) {
        bytes += max(count, 8)
        guard bytes <= order.byteLimit else {
            throw FlowError(
                .connectionFailed,
                "\(order.target): more than \(order.byteLimit) bytes came back (max_response_bytes)")
        }
    }
}
