-- expect: error .
-- threat: an error without a value leaves the host without a text.
error(nil)
