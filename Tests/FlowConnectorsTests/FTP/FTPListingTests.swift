import Testing

@testable import FlowConnectors

/// The forms in which servers list folders.
@Suite struct FTPListingTests {
    private func entry(
        _ name: String, _ type: String, _ bytes: Int64? = nil, _ modified: String? = nil
    ) -> FTPListing.Entry {
        FTPListing.Entry(name: Array(name.utf8), type: type, bytes: bytes, modified: modified)
    }

    @Test func machineReadable() {
        let text = """
            type=cdir;modify=20260101000000; .\r
            Type=pdir; ..\r
            type=file;size=7;modify=20261126070005.123; b c; d\r
            type=dir;modify=20260101000000;unix.mode=0755; a\r
            type=OS.unix=slink:/x;size=3; l\r

            """
        #expect(
            FTPListing(machineReadable: Array(text.utf8))?.entries == [
                entry("a", "folder", nil, "2026-01-01T00:00:00Z"), entry("b c; d", "file", 7, "2026-11-26T07:00:05Z"),
                entry("l", "link", 3),
            ])
        #expect(FTPListing(machineReadable: Array("drwxr-xr-x 2 u g 1 Jan 1 00:00 a".utf8))?.entries == nil)
        #expect(FTPListing(machineReadable: [])?.entries == [])
    }

    @Test func likeUnix() {
        let text = """
            total 12
            drwxr-xr-x    2 0        0            4096 Nov 26 07:00 .
            -rw-r--r--    1 user     group         123 Jan  1  2025  two blanks
            -rw-r--r--    1 some user group 5 Jan  1 00:00 May 1 2026 x
            drwxr-sr-x+   2 user     4096 Dec 31 23:59 sub folder
            lrwxrwxrwx    1 u g 3 Feb  2 00:00 link -> to -> it
            srwxr-xr-x    1 u g 0 Mar  3 00:00 socket
            """
        #expect(
            FTPListing(Array(text.utf8))?.entries == [
                entry(" two blanks", "file", 123), entry("May 1 2026 x", "file", 5), entry("link", "link", 3),
                entry("socket", "other", 0), entry("sub folder", "folder", 4096),
            ])
    }

    @Test func likeWindows() {
        let text =
            "11-26-26  07:00AM       <DIR>          Program Files\r\n11-26-2026  07:00AM             1234 a b.txt\r\n"
        #expect(
            FTPListing(Array(text.utf8))?.entries == [entry("Program Files", "folder"), entry("a b.txt", "file", 1234)])
    }

    @Test(arguments: ["what is this", "-rw-r--r--", "-rw-r--r-- 1 u g x Jan 1 00:00 a", "d", "550 no"])
    func somethingElse(_ line: String) { #expect(FTPListing(Array(line.utf8)) == nil) }

    @Test func namesThatAreNoText() {
        let bytes = Array("type=file;size=1; caf".utf8) + [0xE9]
        #expect(
            FTPListing(machineReadable: bytes)?.entries.first?.output
                == ["type": "file", "name_base64": "Y2Fm6Q==", "bytes": 1])
    }
}
