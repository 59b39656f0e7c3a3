/**
 * The one script of these pages: it asks the browser for a passkey, and sends the answer in the form. Without scripts the form stays hidden, and
 * everything else works.
 */
export const passkeyScript = `
(() => {
  const form = document.querySelector('form[data-passkey]');
  if (!form || !window.PublicKeyCredential) return;
  form.hidden = false;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  form.addEventListener('submit', async (event) => {
    const field = form.elements.passkey;
    if (field.value) return;
    event.preventDefault();
    const failed = form.querySelector('[data-failed]');
    failed.hidden = true;
    try {
      const asked = JSON.parse(form.dataset.passkey);
      const publicKey = { ...asked, challenge: bytes(asked.challenge) };
      let answer;
      const response = {};
      if (asked.user) {
        publicKey.user = { ...asked.user, id: bytes(asked.user.id) };
        publicKey.excludeCredentials = known(asked.excludeCredentials);
        answer = await navigator.credentials.create({ publicKey });
        response.attestationObject = text(answer.response.attestationObject);
      } else {
        publicKey.allowCredentials = known(asked.allowCredentials);
        answer = await navigator.credentials.get({ publicKey });
        response.authenticatorData = text(answer.response.authenticatorData);
        response.signature = text(answer.response.signature);
      }
      response.clientDataJSON = text(answer.response.clientDataJSON);
      field.value = JSON.stringify({
        id: answer.id, rawId: text(answer.rawId), type: answer.type, clientExtensionResults: {}, response,
      });
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
})();
`;
