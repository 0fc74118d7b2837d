# A room is a folder of src/: all its .cpp files, also one folder down, make the library stemma_<room>, and all .cpp files
# of tests/<room>/ make the test program test_<room>. New files are found by themselves.
#   stemma_room(lineage DEPENDS stemma_grounding PkgConfig::XXHASH)
function(stemma_room room)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${room}/*.cpp
                                      ${PROJECT_SOURCE_DIR}/src/${room}/*/*.cpp)
  add_library(stemma_${room} STATIC ${sources})
  target_include_directories(stemma_${room} PUBLIC ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(stemma_${room} PUBLIC ${ARG_DEPENDS})
endfunction()

function(stemma_tests room)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${room}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${room} ${sources})
  target_include_directories(test_${room} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(test_${room} PRIVATE ${ARG_DEPENDS} stemma_testing GTest::gtest_main)
  # One ctest entry a program: the rooms' models load once, and the listing stays short.
  add_test(NAME ${room} COMMAND test_${room})
  set_tests_properties(${room} PROPERTIES WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} TIMEOUT 1200)
endfunction()
