/// For threads that work behind the scenes.
#pragma once

namespace citefeed::app {

/// Lets every thread that answers readers, or makes what they are answered, go before the calling one. Of this thread
/// only (Linux); harmless where it is refused.
void lower_own_priority();

}  // namespace citefeed::app
