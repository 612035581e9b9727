using System.Net;
using Tracker.Hosting.Http;

namespace Tracker.Hosting.Tests.Http;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:82a::200e")]
    [InlineData("2001:200::1")]
    [InlineData("::ffff:8.8.8.8")]
    public void IsPublic_of_an_address_of_the_internet_is_true(string address) =>
        AddressGuard.IsPublic(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.254", "loopback")]
    [InlineData("::1", "loopback")]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("::", "unspecified")]
    [InlineData("10.0.0.1", "private")]
    [InlineData("172.16.0.1", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.168.0.1", "private")]
    [InlineData("100.64.0.1", "shared by a carrier")]
    [InlineData("169.254.169.254", "link-local: a cloud's metadata")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%2", "link-local with its zone")]
    [InlineData("fc00::1", "unique-local")]
    [InlineData("fd12:3456:789a::1", "unique-local")]
    [InlineData("fec0::1", "site-local")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("239.255.255.250", "multicast")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("240.0.0.1", "reserved")]
    [InlineData("255.255.255.255", "broadcast")]
    [InlineData("192.0.0.8", "protocol assignments")]
    [InlineData("192.0.2.1", "documentation")]
    [InlineData("198.51.100.1", "documentation")]
    [InlineData("203.0.113.1", "documentation")]
    [InlineData("2001:db8::1", "documentation")]
    [InlineData("3fff::1", "documentation")]
    [InlineData("198.18.0.1", "benchmarks")]
    [InlineData("192.88.99.1", "6to4 relay")]
    [InlineData("2002:7f00:1::1", "6to4 of loopback")]
    [InlineData("2001:0:1::1", "Teredo")]
    [InlineData("64:ff9b::127.0.0.1", "NAT64 of loopback")]
    [InlineData("64:ff9b::a00:1", "NAT64 of private")]
    [InlineData("64:ff9b:1::1", "local NAT64")]
    [InlineData("100::1", "discard")]
    [InlineData("5f00::1", "segment routing")]
    [InlineData("::127.0.0.1", "IPv4-compatible loopback")]
    [InlineData("::ffff:127.0.0.1", "IPv4-mapped loopback")]
    [InlineData("::ffff:10.0.0.1", "IPv4-mapped private")]
    [InlineData("::ffff:169.254.169.254", "IPv4-mapped link-local")]
    public void IsPublic_of_any_other_address_is_false(string address, string kind) =>
        AddressGuard.IsPublic(IPAddress.Parse(address)).ShouldBeFalse(kind);
}
