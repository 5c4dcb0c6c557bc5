/** A module of the Java platform, too. */
module stock {
  requires transitive dev.weft;

  exports stock;
}
