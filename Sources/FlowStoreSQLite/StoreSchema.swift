import GRDB

/// The tables of a store, as migrations from one version to the next.
enum StoreSchema {
    /// Marks the file as ours: "Moon" in ASCII.
    static let applicationID: Int32 = 0x4D6F_6F6E

    /// All migrations, oldest first; their count is the version of the store.
    static let migrations: [String] = [first, headers, records, lookups, limits, debugging, listings, secrets]

    private static let first = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO meta VALUES ('epoch', 0);

        CREATE TABLE script (number INTEGER PRIMARY KEY, digest INTEGER NOT NULL, text TEXT NOT NULL);
        CREATE INDEX script_digest ON script (digest);

        CREATE TABLE flow (name TEXT PRIMARY KEY, script INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE execution (
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, parent BLOB, top BLOB, seed INTEGER NOT NULL,
            script INTEGER NOT NULL, inputs TEXT NOT NULL, generation INTEGER NOT NULL, fields TEXT NOT NULL,
            journal_head INTEGER, call_count INTEGER NOT NULL, open_calls TEXT, arrivals TEXT,
            flags INTEGER NOT NULL, ready_priority INTEGER, wake_at INTEGER, ended_at INTEGER, cause TEXT,
            divergence TEXT);
        CREATE INDEX execution_parent ON execution (parent, number) WHERE parent IS NOT NULL;
        CREATE INDEX execution_top ON execution (top, number) WHERE top IS NOT NULL;
        CREATE INDEX execution_ready ON execution (ready_priority DESC, number) WHERE ready_priority IS NOT NULL;
        CREATE INDEX execution_wake ON execution (wake_at, number) WHERE wake_at IS NOT NULL;
        CREATE INDEX execution_end ON execution (ended_at, number);

        CREATE TABLE journal (
            number INTEGER PRIMARY KEY, previous INTEGER, turn BLOB NOT NULL);
        CREATE TABLE branch (execution INTEGER NOT NULL, head INTEGER NOT NULL);
        CREATE INDEX branch_execution ON branch (execution);

        CREATE TABLE log (number INTEGER PRIMARY KEY, execution BLOB NOT NULL, entries TEXT NOT NULL);
        CREATE INDEX log_execution ON log (execution);

        CREATE TABLE dependency (
            number INTEGER PRIMARY KEY, waiter BLOB NOT NULL, call INTEGER NOT NULL, mode TEXT NOT NULL,
            remaining INTEGER NOT NULL, is_open INTEGER NOT NULL, created_at INTEGER NOT NULL);
        CREATE INDEX dependency_waiter ON dependency (waiter);
        CREATE TABLE dependency_target (
            target BLOB NOT NULL, dependency INTEGER NOT NULL, position INTEGER NOT NULL,
            PRIMARY KEY (target, dependency)) WITHOUT ROWID;
        CREATE INDEX dependency_target_dependency ON dependency_target (dependency, position);
        CREATE TABLE status_watch (
            number INTEGER PRIMARY KEY, waiter BLOB NOT NULL, call INTEGER NOT NULL, target BLOB NOT NULL);
        CREATE INDEX status_watch_target ON status_watch (target);
        CREATE INDEX status_watch_waiter ON status_watch (waiter, call);

        CREATE TABLE lock (
            name TEXT PRIMARY KEY, holder BLOB NOT NULL, count INTEGER NOT NULL, is_kept INTEGER NOT NULL,
            taken_at INTEGER NOT NULL, generation INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX lock_holder ON lock (holder);
        CREATE TABLE lock_waiter (
            number INTEGER PRIMARY KEY, name TEXT NOT NULL, waiter BLOB NOT NULL, call INTEGER NOT NULL,
            takes INTEGER NOT NULL, keeps INTEGER NOT NULL);
        CREATE INDEX lock_waiter_name ON lock_waiter (name);
        CREATE INDEX lock_waiter_waiter ON lock_waiter (waiter, call);

        CREATE TABLE message (
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, sender BLOB NOT NULL, content TEXT NOT NULL,
            created_at INTEGER NOT NULL, response TEXT);
        CREATE INDEX message_sender ON message (sender);
        CREATE INDEX message_open ON message (number) WHERE response IS NULL;
        CREATE TABLE response_waiter (
            number INTEGER PRIMARY KEY, message BLOB NOT NULL, waiter BLOB NOT NULL, call INTEGER NOT NULL);
        CREATE INDEX response_waiter_message ON response_waiter (message);
        CREATE INDEX response_waiter_waiter ON response_waiter (waiter, call);

        CREATE TABLE savepoint (
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, execution BLOB NOT NULL, name TEXT NOT NULL,
            call INTEGER NOT NULL, line INTEGER NOT NULL, created_at INTEGER NOT NULL, journal_head INTEGER NOT NULL,
            generation INTEGER NOT NULL, fields TEXT NOT NULL, open_calls TEXT NOT NULL, arrivals TEXT NOT NULL,
            load_count INTEGER NOT NULL);
        CREATE INDEX savepoint_execution ON savepoint (execution);
        """

    private static let headers = """
        CREATE TABLE header (number INTEGER PRIMARY KEY, facts TEXT NOT NULL);
        CREATE TABLE header_module (
            header INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
            script INTEGER NOT NULL, PRIMARY KEY (header, position)) WITHOUT ROWID;
        ALTER TABLE execution ADD COLUMN header INTEGER;
        ALTER TABLE execution ADD COLUMN processor_time INTEGER NOT NULL DEFAULT 0;
        """

    private static let records = """
        CREATE TABLE record (
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, type TEXT NOT NULL, live_name TEXT,
            version INTEGER NOT NULL, fields TEXT NOT NULL);
        CREATE INDEX record_type ON record (type, id);
        CREATE INDEX record_name ON record (type, live_name, id) WHERE live_name IS NOT NULL;
        CREATE TABLE record_reference (
            target BLOB NOT NULL, field TEXT NOT NULL, type TEXT NOT NULL, id BLOB NOT NULL,
            PRIMARY KEY (target, field, type, id)) WITHOUT ROWID;
        CREATE INDEX record_reference_id ON record_reference (id);
        """

    private static let debugging = "ALTER TABLE execution ADD COLUMN stop TEXT;"

    // What scripts list by: each step of a listing goes on after an id. Only executions that have ended are indexed by their
    // status, so that this costs one more row of an index in the life of each.
    private static let listings = """
        ALTER TABLE execution ADD COLUMN end_status TEXT;
        ALTER TABLE execution ADD COLUMN label TEXT;
        UPDATE execution SET label = coalesce(json_extract(fields, '$.name'), ''),
            end_status = CASE WHEN ended_at IS NOT NULL THEN json_extract(fields, '$.status') END;
        DROP INDEX execution_parent;
        CREATE INDEX execution_parent ON execution (parent, id) WHERE parent IS NOT NULL;
        CREATE INDEX execution_end_status ON execution (end_status, id) WHERE end_status IS NOT NULL;
        CREATE INDEX execution_label ON execution (label, id);
        """

    // Removal goes by roots, so only ended roots are indexed by their end, and only open executions by being open.
    //
    // The last two bytes of an id are chance: one index over all of them would change another page with every row. So it
    // is cut into blocks of 2048 rows: an insert stays among a few pages, and a look-up visits each block once.
    private static let lookups = """
        UPDATE execution SET top = NULL
            WHERE top IS NOT NULL AND NOT EXISTS (SELECT 1 FROM execution r WHERE r.id = execution.top);
        DROP INDEX execution_end;
        CREATE INDEX execution_open ON execution (number) WHERE ended_at IS NULL;
        CREATE INDEX execution_root_end ON execution (ended_at, number) WHERE top IS NULL AND ended_at IS NOT NULL;
        CREATE INDEX execution_suffix ON execution (number >> 11, substr(id, 15));
        CREATE INDEX execution_script ON execution (script);
        CREATE INDEX message_open_suffix ON message (number >> 11, substr(id, 15)) WHERE response IS NULL;
        """

    private static let limits = "ALTER TABLE execution ADD COLUMN limits TEXT;"

    private static let secrets = """
        CREATE TABLE secret (name TEXT PRIMARY KEY, facts TEXT NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID;
        """
}
