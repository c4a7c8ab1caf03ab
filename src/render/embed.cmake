# Writes FILES as C++ functions that return their text: templates/post_page.html becomes citefeed::render::templates::post_page().
set(source "#include \"render/layout.hpp\"\n\nnamespace citefeed::render::templates {\n")
foreach(file IN LISTS FILES)
  file(READ ${file} text)
  get_filename_component(name ${file} NAME_WE)
  string(APPEND source "\nstd::string_view ${name}() {\n  return R\"embedded(${text})embedded\";\n}\n")
endforeach()
string(APPEND source "\n}  // namespace citefeed::render::templates\n")
file(WRITE ${OUTPUT} "${source}")
