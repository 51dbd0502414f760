// What the pages of the account do beyond forms: passkeys, showing a password, printing. All of it may be missing.
const words = {
  NotAllowedError: "没有完成：取消了，或者等得太久。可以再试一次。",
  InvalidStateError: "这台设备已经登记过，不用再加。",
  NotSupportedError: "这台设备不支持通行密钥，请用验证码。",
  SecurityError: "这个网址不能用通行密钥：要用 https 打开，网址和登记时一样。",
};

if (window.PublicKeyCredential) document.documentElement.classList.add("scripted");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.querySelector("[data-passkey-error]");
  place.textContent = words[event.detail.exception.name] || "没有完成，请再试一次，或者用别的办法。";
  place.hidden = false;
  place.focus();
});

for (const box of document.querySelectorAll("[data-show-password]")) {
  box.closest("label").hidden = false;
  box.addEventListener("change", () => {
    box.closest(".field").querySelector("input").type = box.checked ? "text" : "password";
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
