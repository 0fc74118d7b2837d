// What each command does; one file a verb.
#pragma once

#include "commands.h"

namespace stemma::app {

int run_read(const Arguments& arguments);
int run_lineage(const Arguments& arguments);
int run_compare(const Arguments& arguments);
int run_parse(const Arguments& arguments);
int run_extract(const Arguments& arguments);
int run_claims(const Arguments& arguments);
int run_add(const Arguments& arguments);
int run_versions(const Arguments& arguments);
int run_refresh(const Arguments& arguments);
int run_search(const Arguments& arguments);
int run_stories(const Arguments& arguments);
int run_story(const Arguments& arguments);
int run_changes(const Arguments& arguments);
int run_merge(const Arguments& arguments);
int run_split(const Arguments& arguments);
int run_undo(const Arguments& arguments);
int run_export(const Arguments& arguments);
int run_doctor(const Arguments& arguments);
int run_eval(const Arguments& arguments);
int run_bench(const Arguments& arguments);
int run_man(const Arguments& arguments);
int run_completions(const Arguments& arguments);
int run_help(const Arguments& arguments);

}  // namespace stemma::app
