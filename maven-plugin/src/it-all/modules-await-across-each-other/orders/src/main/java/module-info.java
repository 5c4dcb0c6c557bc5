module orders {
  requires stock;

  exports orders;
}
