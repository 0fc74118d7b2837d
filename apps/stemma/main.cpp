// The one executable: reads the command line by the table and runs the verb.
#include <cstdio>
#include <exception>

#include "console.h"
#include "parse_arguments.h"

int main(int argc, char** argv) {
  using namespace stemma::app;
  try {
    const auto parsed = parse_arguments(argc, argv);
    if (const auto* message = std::get_if<Message>(&parsed)) {
      std::fputs(message->text.c_str(), message->exit_code == kDone ? stdout : stderr);
      return message->exit_code;
    }
    const auto& invocation = std::get<Invocation>(parsed);
    return invocation.command->run(invocation.arguments);
  } catch (const std::exception& error) {  // memory ran out, or a promise of our own was broken
    complain(error.what());
    return kInternal;
  }
}
