// Nothing but what CMakeLists.txt has read for all tests.
