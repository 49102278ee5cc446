-- expect: killed time
-- threat: a loop without a loop statement.
::again::
goto again
