/// Bytes of a client on a connection that speaks TLS: what a real client says, cut, changed and mixed with whatever
/// comes, before the handshake, in it and after it.
///
/// An input is a script. Each connection begins with an offer (versions, server name, protocols, habits: a byte each),
/// then steps follow, a letter each with its operands; other bytes are skipped, so a script can be written by hand, as
/// the seeds in corpus/tls_fuzz are. What a step does is said in tls_conversation.hpp, and what must hold there.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../http/test_certificates.hpp"
#include "tame_openssl.hpp"
#include "tls_conversation.hpp"

namespace {

using citefeed::fuzz::Conversation;
using citefeed::fuzz::PeerOffer;
using citefeed::http::TlsContext;

using Pairs = std::vector<std::shared_ptr<SSL_CTX>>;

class Script {
 public:
  explicit Script(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool is_over() const { return bytes_.empty(); }
  /// The next byte; 0 at the end.
  unsigned next() {
    if (bytes_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }
  /// '!' to '?' for a few bytes, '@' to DEL for up to 4 KB, the rest for up to 64 KB.
  std::size_t size() {
    const std::size_t byte = next();
    if (byte < 64) return byte < 32 ? byte : byte - 32;
    return byte < 128 ? (byte - 63) * 64 : (byte - 127) * 512;
  }
  /// As many bytes as size() says, as far as there are any.
  std::string_view text() {
    const std::size_t wanted = size();
    const std::string_view found = bytes_.substr(0, wanted);
    bytes_.remove_prefix(found.size());
    return found;
  }

 private:
  std::string_view bytes_;
};

/// Of two names each; read from files, as the server does it.
Pairs make_pairs() {
  const citefeed::http::CertificateFolder folder;
  citefeed::http::Certificates certificates{
      {folder.make("first", {"first.example"}), folder.make("second", {"second.example", "*.third.example"})}};
  if (!certificates.load().empty()) std::abort();
  return certificates.current()->pairs;
}

struct Beginning {
  PeerOffer offer = {};
  bool may_be_refused = false;
  bool has_small_buffer = false;
};

void read_name(Script& script, Beginning& beginning) {
  switch (script.next() % 4) {
    case 0:
      return;
    case 1:
      beginning.offer.name = "first.example";
      return;
    case 2:
      beginning.offer.name = "a.third.example";
      return;
    default:
      beginning.offer.name = script.text();
      beginning.may_be_refused = true;
  }
}

void read_protocols(Script& script, Beginning& beginning) {
  switch (script.next() % 5) {
    case 0:
      return;
    case 1:
      beginning.offer.protocols = "\x08http/1.1";
      return;
    case 2:
      beginning.offer.protocols = "\x02h2\x08http/1.1";
      return;
    case 3:
      beginning.offer.protocols = "\x02h2";
      beginning.may_be_refused = true;
      return;
    default:
      beginning.offer.protocols = script.text();
      beginning.may_be_refused = true;
  }
}

Beginning read_beginning(Script& script) {
  Beginning beginning;
  const unsigned versions = script.next() % 4;
  if (versions == 1) beginning.offer.newest = TLS1_2_VERSION;
  if (versions == 2) beginning.offer.oldest = TLS1_3_VERSION;
  if (versions == 3) {
    beginning.offer.oldest = beginning.offer.newest = TLS1_1_VERSION;
    beginning.may_be_refused = true;
  }
  read_name(script, beginning);
  read_protocols(script, beginning);
  const unsigned habits = script.next();
  beginning.has_small_buffer = (habits & 1U) != 0;
  beginning.offer.has_other_ciphers = (habits & 2U) != 0;
  beginning.offer.takes_no_ticket = (habits & 4U) != 0;
  beginning.offer.wants_short_records = (habits & 8U) != 0;
  beginning.offer.sends_short_records = (habits & 16U) != 0;
  beginning.offer.pads_records = (habits & 32U) != 0;
  return beginning;
}

/// A record's head (RFC 8446, 5.1) with a body that means nothing.
std::string record(Script& script) {
  const unsigned type = script.next();
  const std::size_t size = script.size();
  return std::string{static_cast<char>(type), '\x03', '\x03', static_cast<char>(size >> 8U), static_cast<char>(size)} +
         std::string(size, static_cast<char>(script.next()));
}

void client_step(unsigned letter, Script& script, Conversation& connection) {
  switch (letter) {
    case 's':
      return connection.say(script.size());
    case 'k':
      return connection.update_keys(script.next() % 2 == 1);
    case 'n':
      return connection.renegotiate();
    case 'x':
      return connection.say_goodbye();
    case 'q':
      return connection.shut_socket();
    default:
      return;
  }
}

void step_on_the_way(unsigned letter, Script& script, Conversation& connection) {
  switch (letter) {
    case 'c':
      return connection.carry(script.size());
    case 'f': {
      const std::size_t at = script.size();
      return connection.flip(at, static_cast<unsigned char>(script.next()));
    }
    case 'd':
      return connection.drop(script.size());
    case 'i':
      return connection.insert(script.text());
    case 'l':
      return connection.insert(record(script));
    case 'r':
      return connection.repeat();
    case 'b':
      return connection.bring(script.size());
    case 'e':
      return connection.exchange();
    default:
      return;
  }
}

void server_step(unsigned letter, Script& script, Conversation& connection) {
  switch (letter) {
    case 'g':
      return connection.serve(script.size() + 1);
    case 'w': {
      const std::size_t answers = script.next() % 40;
      return connection.answer(answers, script.size());
    }
    case 'z':
      return connection.finish_sending();
    case 't':
      return connection.time_out();
    default:
      return;
  }
}

/// Whether a session that was made under `before` can be resumed under `now`: OpenSSL's client takes one that it cannot
/// for a reason to give up.
bool fits(const PeerOffer& before, const PeerOffer& now) {
  return before.oldest == now.oldest && before.newest == now.newest &&
         before.has_other_ciphers == now.has_other_ciphers && before.wants_short_records == now.wants_short_records;
}

/// One connection, by a client that was here with the offer `last`; with its session, that becomes this one.
void run(Script& script, const std::shared_ptr<const TlsContext>& context, PeerOffer& last) {
  constexpr int max_steps = 200;
  Beginning beginning = read_beginning(script);
  beginning.may_be_refused = beginning.may_be_refused || (last.session != nullptr && !fits(last, beginning.offer));
  beginning.offer.session = std::move(last.session);
  Conversation connection{context, beginning.offer, beginning.may_be_refused, beginning.has_small_buffer};
  for (int steps = 0; steps < max_steps && !script.is_over(); ++steps) {
    const unsigned letter = script.next();
    if (letter == 'h') break;  // hangs up, and comes again
    client_step(letter, script, connection);
    step_on_the_way(letter, script, connection);
    server_step(letter, script, connection);
  }
  last = beginning.offer;
  last.session = connection.end();
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  citefeed::fuzz::tame_openssl();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr int max_connections = 4;
  static const Pairs pairs = make_pairs();
  citefeed::fuzz::start_row(1);
  const auto context = std::make_shared<const TlsContext>(
      TlsContext{.pairs = pairs, .tickets = std::make_shared<citefeed::http::TicketKeys>()});
  Script script{{reinterpret_cast<const char*>(data), size}};
  PeerOffer last;
  for (int i = 0; i < max_connections && !script.is_over(); ++i) run(script, context, last);
  return 0;
}
