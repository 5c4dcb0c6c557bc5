package shop;

public record OrderText(String item, String count) {}
